/** Several measurements as one: they take turns round by round, and are awaited, watched and stopped together. */

import { DISPLAY, type Displayable, type DisplayBundle } from "../show/display.ts";
import { partialResults } from "./partial_results.ts";
import type { MeasurementEnding } from "./result.ts";
import { ProgressLine } from "../show/progress_line.ts";
import type { Running, Watcher } from "./running.ts";

/** How several become what their caller wants. */
export interface TogetherSpec<Part, Result> {
  readonly parts: readonly Running<Part>[];
  /** Makes the common result; null is a part that has not begun. */
  readonly toResult: (latest: readonly (Part | null)[]) => Result;
  /** What stands below a cell where nobody else shows how far it is. */
  readonly progressText: (latest: Result) => string;
}

/** Watchers are called at most this often, in milliseconds, by however many parts. */
const WATCH_MS_MIN = 500;

/** Joins measurements that have not begun. */
export function together<Part, Result extends Displayable & { readonly ending: MeasurementEnding }>(
  spec: TogetherSpec<Part, Result>,
): Running<Result> {
  return new RunningTogether(spec);
}

class RunningTogether<Part, Result extends Displayable & { readonly ending: MeasurementEnding }>
  implements Running<Result> {
  readonly #spec: TogetherSpec<Part, Result>;
  #finished: Promise<Result> | null = null;
  #changed = Promise.withResolvers<void>();
  #seen: readonly (Part | null)[] = [];
  #latest: Result | null = null;
  readonly #line = new ProgressLine();
  #isShownElsewhere = false;

  constructor(spec: TogetherSpec<Part, Result>) {
    this.#spec = spec;
  }

  /** Made when somebody asks: deciding a whole table after every process would be work for nobody. */
  get latest(): Result | null {
    const { parts, toResult } = this.#spec;
    const now = parts.map((part) => part.latest);
    if (now.every((part) => part === null)) return null;
    if (now.some((part, index) => part !== this.#seen[index])) {
      this.#seen = now;
      this.#latest = toResult(now);
    }
    return this.#latest;
  }

  then<Value = Result, Failure = never>(
    onResult?: ((result: Result) => Value | PromiseLike<Value>) | null,
    onFailure?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    return this.#start().then(onResult, onFailure);
  }

  [Symbol.asyncIterator](): AsyncGenerator<Result, void> {
    return partialResults<Result>({
      latest: () => this.latest,
      changed: () => this.#changed.promise,
      start: () => {
        this.#isShownElsewhere = true;
        return this.#start();
      },
      stop: () => this.stop(),
    });
  }

  watch(callback: Watcher<Result>): () => void {
    this.#isShownElsewhere = true;
    return this.#watch(callback);
  }

  #watch(callback: Watcher<Result>): () => void {
    let calledMs = -Infinity;
    const ends = this.#spec.parts.map((part) =>
      part.watch(async () => {
        const isTooSoon = performance.now() - calledMs < WATCH_MS_MIN;
        if (isTooSoon && this.#isAnyRunning()) return;
        const latest = this.latest;
        if (latest !== null) await callback(latest);
        calledMs = performance.now();
      })
    );
    return () => ends.forEach((end) => end());
  }

  stop(): Promise<Result> {
    for (const part of this.#spec.parts) void part.stop();
    return this.#start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#finished !== null) await this.stop();
  }

  async [DISPLAY](): Promise<DisplayBundle> {
    const result = await this.#start();
    return await result[DISPLAY]();
  }

  #isAnyRunning(): boolean {
    return this.latest?.ending.kind === "running";
  }

  #start(): Promise<Result> {
    this.#finished ??= this.#run();
    return this.#finished;
  }

  async #run(): Promise<Result> {
    const { parts, toResult, progressText } = this.#spec;
    if (!this.#isShownElsewhere) this.#watch((latest) => this.#line.show(progressText(latest)));
    try {
      return toResult(await Promise.all(parts.map((part) => this.#follow(part))));
    } catch (error) {
      // One that failed is no reason to go on measuring for nobody.
      await Promise.allSettled(parts.map((part) => part.stop()));
      throw error;
    }
  }

  async #follow(part: Running<Part>): Promise<Part> {
    for await (const _ of part) {
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    }
    return await part;
  }
}
