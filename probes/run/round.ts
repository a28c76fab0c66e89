/** One round: each arm once, in turns on one processor where the processes can do that, else one after the other. */

import type { ProbeEvent } from "./event.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import type { TurnPort } from "./process.ts";
import { type ProbeRun, runProbe, type RunRequest, type TurnTaking } from "./run.ts";

/** What a round consists of. */
export interface RoundRequest {
  /** Its processes, in their order. */
  readonly requests: readonly RunRequest[];
  /** The processor on which they take turns; null: one after the other, wherever the system puts them. */
  readonly processor: number | null;
}

/** Gives the processes of a round as they end: together where they take turns. Ends early when it is stopped. */
export async function* runRound(
  plan: MeasurePlan,
  { requests, processor }: RoundRequest,
): AsyncGenerator<ProbeRun[], void> {
  if (processor !== null) {
    yield await runInTurns(plan, { requests, processor });
    return;
  }
  for (const request of requests) {
    if (request.signal.aborted) return;
    yield [await runProbe(plan, request)];
  }
}

/**
 * Runs processes side by side, of which one at a time makes a timing while the others wait.
 *
 * A shared machine changes its speed many times a minute, and each of its processors for itself: the same loop took
 * 0.6 ms or 1.1 ms for some tenths of a second at a time. Processes that follow each other meet different speeds, those
 * that alternate within milliseconds on one processor meet the same: the standard deviation of a round's log ratio fell
 * from 0.20 to 0.04, in the same time (tight loop, 120 rounds, two shared cores, 3.13, November 2026). On different
 * processors turns make it worse (0.30).
 */
async function runInTurns(
  plan: MeasurePlan,
  { requests, processor }: RoundRequest & { readonly processor: number },
): Promise<ProbeRun[]> {
  const members = requests.map((request) => new Member(plan, request, processor));
  await Promise.all(members.map((member) => member.isReady()));
  const turnCount = Math.max(0, ...requests.map(({ sliceCount }) => sliceCount));
  for (let turn = 0; turn < turnCount; turn++) {
    // Forwards and backwards, so that none is always the first after a pause.
    for (const member of turn % 2 === 0 ? members : members.toReversed()) await member.takeTurn();
  }
  return await Promise.all(members.map((member) => member.finish()));
}

/** A process among those that take turns. */
class Member implements TurnTaking {
  readonly #run: Promise<ProbeRun>;
  readonly #processor: number;
  #port: TurnPort | null = null;
  #hasState = false;
  #sliceCount = 0;
  #hasEnded = false;
  #changed = Promise.withResolvers<void>();

  constructor(plan: MeasurePlan, request: RunRequest, processor: number) {
    this.#processor = processor;
    this.#run = runProbe(plan, { ...request, turns: this });
    this.#run.then(() => {
      this.#hasEnded = true;
      this.#changed.resolve();
    });
  }

  onStart(port: TurnPort): void {
    this.#port = port;
    port.grant(`${this.#processor}`);
  }

  onEvent({ event }: ProbeEvent): void {
    if (event === "state") this.#hasState = true;
    if (event === "slice") this.#sliceCount++;
    this.#changed.resolve();
  }

  /** Resolves when it has started and waits for its first turn. */
  async isReady(): Promise<void> {
    await this.#until(() => this.#hasState);
    this.#port?.hold();
  }

  /** Resolves when it has made its timing, or has ended. */
  async takeTurn(): Promise<void> {
    if (this.#hasEnded) return;
    const before = this.#sliceCount;
    this.#port?.grant("");
    await this.#until(() => this.#sliceCount > before);
    this.#port?.hold();
  }

  finish(): Promise<ProbeRun> {
    this.#port?.release();
    return this.#run;
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo() && !this.#hasEnded) {
      await this.#changed.promise;
      this.#changed = Promise.withResolvers();
    }
  }
}
