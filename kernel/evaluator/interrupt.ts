/**
 * How a running cell is stopped: gently first, so that `finally` blocks run, then by force, and by
 * ending its process only when nothing else helps.
 */

import { type BusyPlace, describeFrames, placeOf } from "./busy_place.ts";
import type { CallFrame } from "./cdp.ts";
import { within } from "./deadline.ts";
import type { Child } from "./process.ts";
import { type GroupMember, listMembers, signalGroup, signalMembers } from "./process_group.ts";
import { type Moment, presentMoment } from "./process_table.ts";
import type { Caller } from "./runtime_contract.ts";

/** A cell as the ladder sees it. */
export interface StoppableRun {
  /** When it began: only what it has started is ended with it. */
  readonly since: Moment;
  /** Resolves when the cell has ended, in whatever way. */
  readonly settled: Promise<unknown>;
  /** Ends the cell as interrupted; `frames` is where it was busy, innermost first. */
  stop(frames: readonly CallFrame[]): void;
  /** Asks the child nothing more until the promise resolves. */
  hold(until: Promise<void>): void;
  /** However the cell ends from now on, it counts as interrupted; `frames` as for `stop()`. */
  expectStop(frames?: readonly CallFrame[]): void;
  /** Tells the learner that it takes longer. */
  say(text: string): void;
}

/** Told what a Stop does, for those who look for what it did wrong. */
export type Trace = (text: string) => void;

/** What the ladder achieved. */
export type LadderOutcome = "idle" | "stopped" | "restarted";

/** Busy code answers within 0.3-20 ms; after this a native call is assumed. */
const NATIVE_MS = 20;

/** Between two probes: a cell that is busy at both goes on for long. Chosen. */
const BETWEEN_PROBES_MS = 1;

/** The same for what the runtime has called, and for a text, of which a loop comes to the next one soon. Chosen. */
const CALLBACK_MS = 5;
const TEXT_MS = 300;

/** What the runtime is given to come back to the cell; it may load modules out of our sight. Chosen. */
const RUNTIME_MS = 1000;

/** The same for starting a process and loading all of Node's modules, which take less; a task's end costs the process. Chosen. */
const DELICATE_MS = 2000;
const TASK_MS = 2000;

/** How long other calls wait for a termination. It is answered within 0.3-20 ms, or as slowly as the
 * probe before it, except when the code ended by itself at that moment: then with the next task. */
const TERMINATION_MS = 100;
const TERMINATION_FACTOR = 4;

/** Time for a cell whose wait was cut to end; a turn of its event loop. */
const SETTLE_MS = 20;

/** Time to hear that it may go on; a native call hears nothing. Chosen. */
const LET_GO_MS = 200;

/** A turn takes about as long as the answers before it, more on a machine that is busy. Chosen. */
const TURN_FACTOR = 2;

/** Time for `finally` blocks that await something. Chosen. */
const CLEAN_UP_MS = 1000;

/** Subprocesses that ignore SIGINT get this much time. Chosen. */
const SUBPROCESS_MS = 1000;

/** When the learner is told that it takes longer, and when the process is ended. Chosen. */
const SAY_MS = 2000;
const UNANSWERED_MS = 1000;
const GIVE_UP_MS = 8000;

/** Stops what runs in the child; `run` is null when that can only be left-over callbacks. */
export async function climbLadder(
  child: Child,
  run: StoppableRun | null,
  { onTrace = () => {} }: { readonly onTrace?: Trace | undefined } = {},
): Promise<LadderOutcome> {
  const begunMs = performance.now();
  // What callbacks of earlier cells have started is left alone, but for what they start now.
  const since = run?.since ?? presentMoment();
  const ladder: Ladder = {
    child,
    run,
    begunMs,
    trace: (text) => onTrace(`${(performance.now() - begunMs).toFixed(1)} ms: ${text}`),
    hasSaid: false,
    heldTurn: null,
    since,
    members: null,
  };
  let outcome: LadderOutcome = run === null ? "idle" : "stopped";
  let busyFrames: readonly CallFrame[] | null = null;
  for (let round = 0; performance.now() < ladder.begunMs + GIVE_UP_MS; round += 1) {
    // The cell may end while it is probed. What is then asked of the child must not be sent until
    // it is clear that nothing is being terminated: the termination would hit the question.
    const clear = Promise.withResolvers<void>();
    run?.hold(clear.promise);
    const askedMs = performance.now();
    const probing = probeTwice(ladder, round > 0);
    // Asked for at the same time, because each answer takes as long as both.
    const turning = busyFrames === null ? null : turns(child);
    const probe = await probing;
    const answeredMs = performance.now() - askedMs;
    if (probe.kind === "busy") {
      outcome = "stopped";
      busyFrames ??= probe.frames;
      // What shows a value survives the end of a hook in it, and would call the cell well ended.
      run?.expectStop(busyFrames);
      ladder.trace("terminates");
      const isAnswered = await child.cdp.terminate(
        Math.max(TERMINATION_MS, TERMINATION_FACTOR * probe.answerMs),
      );
      ladder.trace(isAnswered ? "terminated" : "termination not answered");
      clear.resolve();
      // When the code ended by itself just before, V8 answers with the next task.
      if (!isAnswered) void child.cdp.command("Runtime.evaluate", { expression: RUN_TASK });
      // The cell is told that it was stopped only when the next probe has found the process alive:
      // a termination that hits the event loop is answered too, and ends the process.
      continue;
    }
    clear.resolve();
    if (probe.kind === "gone") return "restarted";
    if (run === null) {
      // What a cell has left running in the background may listen, as a measurement does: its own
      // timers, its time limit among them, have just been cleared.
      signalGroup(child.pid, "SIGINT");
      if (busyFrames !== null) await endLeftBehind(child, { since });
      return outcome;
    }
    // After round 1 cut all its waits it may have become busy; from round 2 on it waits for
    // something that we cannot cut, and is given up.
    if (busyFrames !== null || round > 1) {
      // Between two links of an endless chain of promises the stack is empty as well. A cell that
      // is told to have ended then would leave the next one without a turn, for ever.
      const patienceMs = Math.max(SETTLE_MS, TURN_FACTOR * answeredMs);
      const turned = await within(patienceMs, turning ?? turns(child));
      if (turned.kind === "late") continue;
      run.stop(busyFrames ?? []);
    }
    const known = await membersOf(ladder);
    signalGroup(child.pid, "SIGINT");
    if (await endsSoon(child, run, round === 0 ? CLEAN_UP_MS : SETTLE_MS)) {
      if (busyFrames === null) void endSubprocesses(child, known);
      else await endLeftBehind(child, { since, known });
      return outcome;
    }
  }
  ladder.trace("gives up");
  child.kill("unresponsive");
  return "restarted";
}

/** Waits for the cell's end as long as it may be cleaning up. */
async function endsSoon(child: Child, run: StoppableRun, patienceMs: number): Promise<boolean> {
  const endMs = performance.now() + patienceMs;
  do {
    const ended = await within(SETTLE_MS, run.settled);
    if (ended.kind === "settled") return true;
    const call = child.cdp.call("Runtime.evaluate", { expression: SWALLOWS, silent: true });
    const answer = await within(SETTLE_MS, Promise.race([call, child.ended.then(() => null)]));
    const outcome = answer.kind === "settled" ? answer.value : null;
    if (outcome?.kind === "value" && outcome.value.value === true) return false;
  } while (performance.now() < endMs);
  return false;
}

const SWALLOWS = "__probebook.isSwallowing()";

const LET_GO = "__probebook.letGo()";

const RUN_TASK = "__probebook.runTask()";

/** Resolves when the child's event loop comes to its next task, or has ended. */
async function turns(child: Child): Promise<void> {
  const call = child.cdp.call("Runtime.evaluate", {
    expression: "__probebook.turn()",
    awaitPromise: true,
    returnByValue: true,
    silent: true,
  });
  await Promise.race([call, child.ended]);
}

/** One use of the ladder. */
interface Ladder {
  readonly child: Child;
  readonly run: StoppableRun | null;
  readonly begunMs: number;
  readonly trace: Trace;
  hasSaid: boolean;
  /** The turn in which it was let go behind busy code that had ended. */
  heldTurn: string | null;
  readonly since: Moment;
  members: Promise<GroupMember[]> | null;
}

/**
 * The subprocesses before the first signal: what they have started is found by them, and some end of
 * it. Later ones are not the cell's.
 */
function membersOf(ladder: Ladder): Promise<GroupMember[]> {
  return ladder.members ??= listMembers(ladder.child.pid, ladder.since);
}

type Probe = { kind: "idle" } | Busy | { kind: "gone" };

interface Busy {
  readonly kind: "busy";
  /** The innermost ones. */
  readonly frames: readonly CallFrame[];
  readonly caller: Caller;
  readonly place: BusyPlace;
  /** How often the event loop had turned. */
  readonly turns: string;
  /** When it was, by the child's clock. */
  readonly atMs: number;
  /** How long the answer took. */
  readonly answerMs: number;
}

/** What a probe says to the child. */
interface Question {
  /** Cut all later waits too. */
  readonly forGood: boolean;
  /** A termination may follow; if not, the child is told to go on. */
  readonly isLast: boolean;
}

/**
 * Only what is busy twice counts as busy: what ends by itself comes to its next wait, where it can
 * clean up. From the second probe on the process comes no further than to the end of that code; see
 * `child/hold.ts`. So what it says still holds when the termination arrives.
 */
async function probeTwice(ladder: Ladder, forGood: boolean): Promise<Probe> {
  const askedMs = performance.now();
  const asked = probeStack(ladder, { forGood, isLast: false });
  const soon = await within(BETWEEN_PROBES_MS, asked);
  if (soon.kind === "settled" && soon.value.kind !== "busy") return soon.value;
  const restMs = askedMs + BETWEEN_PROBES_MS - performance.now();
  if (restMs > 0) await within(restMs, ladder.child.ended);
  // Sent at once: an answer takes as long as all the rest. Without effect where the first found nothing busy.
  const [first, early] = await Promise.all([asked, probeStack(ladder, { forGood, isLast: true })]);
  if (first.kind !== "busy") return first;
  const apartMs = first.caller === "microtask" ? BETWEEN_PROBES_MS : CALLBACK_MS;
  for (let second = early;;) {
    const same = second.kind === "busy" && second.turns === first.turns ? second : null;
    // On a busy machine both may arrive at once, on an idle one the second may take less time.
    const sinceMs = same === null ? 0 : same.atMs - first.atMs;
    const isApart = same !== null && sinceMs >= apartMs / 2;
    if (isApart && mayEnd(ladder, { ...same, sinceMs })) return same;
    // A text that is made is awaited: it asks behind that whether it may be printed.
    if (!isApart || same.place !== "text") {
      ladder.trace("lets go");
      const letGo = ladder.child.cdp.command("Runtime.evaluate", { expression: LET_GO });
      // Other code than before: the event loop turns, so that cutting the waits is enough.
      if (same === null) return second.kind === "busy" ? { kind: "idle" } : second;
      // On a starved machine it would hear the next question together with that, and never go.
      await within(LET_GO_MS, Promise.race([letGo, ladder.child.ended]));
    }
    await within(isApart ? CALLBACK_MS : apartMs, ladder.child.ended);
    second = await probeStack(ladder, { forGood, isLast: true });
  }
}

/** Whether code may be ended that has been busy for so long; ends the process of a task that has. */
function mayEnd(
  ladder: Ladder,
  { place, turns, sinceMs }: Busy & { readonly sinceMs: number },
): boolean {
  const { child, run, trace } = ladder;
  switch (place) {
    case "cell":
      return true;
    case "held": {
      // Let go once, for the learner's clean-up; what comes here again is a chain of callbacks.
      const isAgain = ladder.heldTurn === turns;
      ladder.heldTurn = turns;
      return isAgain;
    }
    case "text":
      return sinceMs > TEXT_MS;
    case "runtime":
      return sinceMs > RUNTIME_MS;
    case "delicate":
      return sinceMs > DELICATE_MS;
    case "task":
      if (sinceMs > TASK_MS) {
        trace("gives up");
        run?.say("Stopping: only the end of its process can stop this callback\n");
        child.kill("unresponsive");
      }
      return false;
  }
}

/** Clears timers, cuts the pending wait, and asks where the child is. */
async function probeStack(ladder: Ladder, { forGood, isLast }: Question): Promise<Probe> {
  const askedMs = performance.now();
  ladder.trace(`asks${isLast ? " and holds" : ""}`);
  const call = ladder.child.cdp.call("Runtime.evaluate", {
    expression: `__probebook.interrupt(${forGood}, ${isLast})`,
    silent: true,
  });
  const answer = await patiently(ladder, call);
  if (answer === "gone") return { kind: "gone" };
  if (answer.kind !== "thrown") {
    ladder.trace(`${answer.kind}: ${JSON.stringify(answer)}`);
    return await probeAgain(ladder, { forGood, isLast });
  }
  // The frames below our own: the function that makes the stack, `interrupt`, the call to it.
  const frames = answer.details.stackTrace?.callFrames.slice(3) ?? [];
  const [, turns = "", at, callerName] = PROBED.exec(answer.details.exception?.description ?? "") ??
    [];
  const answerMs = performance.now() - askedMs;
  ladder.trace(
    `turn ${turns}, ${callerName}, ${frames.length === 0 ? "idle" : describeFrames(frames)}`,
  );
  if (frames.length === 0) return { kind: "idle" };
  const caller = CALLERS.find((known) => known === callerName) ?? "microtask";
  const place = placeOf(frames, caller);
  return { kind: "busy", frames, caller, place, turns, atMs: Number(at), answerMs };
}

const CALLERS: readonly Caller[] = ["microtask", "runtime", "task", "module", "unseen"];

/** The message of what `interrupt()` of `child/main.ts` throws. */
const PROBED = /^Error: (\d+) ([\d.]+) (\w+)/;

/** After a question that failed: its process ends, or a termination hit it. */
async function probeAgain(ladder: Ladder, question: Question): Promise<Probe> {
  const { child, begunMs } = ladder;
  if (performance.now() > begunMs + GIVE_UP_MS) child.kill("unresponsive");
  const ended = await within(SETTLE_MS, child.ended);
  return ended.kind === "settled" ? { kind: "gone" } : await probeStack(ladder, question);
}

/**
 * Waits for an answer of the child. Busy code answers from within; a native call only when it
 * returns, so it is helped to: by ending the subprocesses that it may wait for.
 */
async function patiently<T>(ladder: Ladder, answer: Promise<T>): Promise<T | "gone"> {
  const { child, run, begunMs } = ladder;
  const answered = Promise.race([answer, child.ended.then(() => "gone" as const)]);
  const rungs: [atMs: number, act: () => void][] = [
    [NATIVE_MS, () => {
      // Should the cell end as soon as the call returns, it has been stopped nevertheless.
      run?.expectStop();
      void membersOf(ladder).then(() => signalGroup(child.pid, "SIGINT"));
    }],
    // Listed now: the call may have started a process since the Stop began.
    [SUBPROCESS_MS, () => {
      if (run === null) return;
      void listMembers(child.pid, ladder.since).then((list) => signalMembers(list, "SIGKILL"));
    }],
    // Late questions are not at once those that nothing answers.
    [Math.max(SAY_MS, performance.now() - begunMs + UNANSWERED_MS), () => sayOnce(ladder)],
    [GIVE_UP_MS, () => child.kill("unresponsive")],
  ];
  for (const [atMs, act] of rungs) {
    const waited = await within(Math.max(0, begunMs + atMs - performance.now()), answered);
    if (waited.kind === "settled") return waited.value;
    act();
  }
  return await answered;
}

/** Two questions may wait for the same call. */
function sayOnce(ladder: Ladder): void {
  if (!ladder.hasSaid) ladder.run?.say("Stopping: still waiting for a native call to return\n");
  ladder.hasSaid = true;
}

/**
 * The same after code was ended by force: it may have been starting a process, which nobody knows
 * of then, so they are listed anew. The next cell waits for this, and starts its own later.
 */
async function endLeftBehind(
  child: Child,
  { since, known = [] }: { readonly since: Moment; readonly known?: readonly GroupMember[] },
): Promise<void> {
  const list = await listMembers(child.pid, since);
  void endSubprocesses(child, [...known, ...list]);
}

/** Asks the subprocesses of the cell to end, and ends those that do not. */
async function endSubprocesses(child: Child, list: readonly GroupMember[]): Promise<void> {
  if (list.length === 0) return;
  // Not the group: by now the next cell may have subprocesses in it.
  await signalMembers(list, "SIGINT");
  await within(SUBPROCESS_MS, child.ended);
  await signalMembers(list, "SIGKILL");
}
