/**
 * How a running cell is stopped: gently first, so that `finally` blocks run, then by force, and by
 * ending its process only when nothing else helps.
 */

import type { CallFrame, CallOutcome } from "./cdp.ts";
import { within } from "./deadline.ts";
import type { Child } from "./process.ts";
import { type GroupMember, killMembers, listMembers, signalGroup } from "./process_group.ts";

/** A cell as the ladder sees it. */
export interface StoppableRun {
  /** Resolves when the cell has ended, in whatever way. */
  readonly settled: Promise<unknown>;
  /** Ends the cell as interrupted; `frames` is where it was busy, innermost first. */
  stop(frames: readonly CallFrame[]): void;
  /** Tells the learner that it takes longer. */
  say(text: string): void;
}

/** What the ladder achieved. */
export type LadderOutcome = "idle" | "stopped" | "restarted";

/** Time in which busy code answers through the inspector; 0.3-20 ms, unless in a native call. */
const PROBE_MS = 20;

/** A terminated cell answers within 0.3 ms; after this a native call is assumed. */
const TERMINATE_MS = 20;

/** Time for `finally` blocks that await something. Chosen. */
const CLEAN_UP_MS = 1000;

/** Subprocesses that ignore SIGINT get this much time. Chosen. */
const SUBPROCESS_MS = 1000;

/** When the learner is told that it takes longer, and when the process is ended. Chosen. */
const SAY_MS = 2000;
const GIVE_UP_MS = 8000;

/** Stops what runs in the child; `run` is null when that can only be left-over callbacks. */
export async function climbLadder(child: Child, run: StoppableRun | null): Promise<LadderOutcome> {
  const deadline = performance.now() + GIVE_UP_MS;
  const members = run === null ? Promise.resolve([]) : listMembers(child.pid);
  let outcome: LadderOutcome = run === null ? "idle" : "stopped";
  for (let round = 0; performance.now() < deadline; round += 1) {
    const probe = await probeStack(child, round > 0);
    if (probe.kind === "gone") return "restarted";
    if (probe.kind === "idle") {
      if (run === null) break;
      signalGroup(child.pid, "SIGINT");
      const patienceMs = round === 0 && probe.hadWait ? CLEAN_UP_MS : TERMINATE_MS;
      const ended = await within(patienceMs, run.settled);
      if (ended.kind === "settled") break;
      // In round 1 all its waits were cut, after which it may be busy; now it waits for nothing
      // that we can cut, and is given up.
      if (round > 1) run.stop([]);
    } else {
      outcome = "stopped";
      const frames = await terminate(child, { run, probe, deadline, members });
      if (frames === null) return "restarted";
      run?.stop(frames);
    }
  }
  if (performance.now() >= deadline) {
    child.kill("unresponsive");
    return "restarted";
  }
  if (run !== null) void endSubprocesses(child, members);
  return outcome;
}

type Probe =
  | { kind: "idle"; hadWait: boolean }
  | { kind: "busy"; frames: readonly CallFrame[] }
  /** In a native call: the answer comes when that returns. */
  | { kind: "silent"; later: Promise<readonly CallFrame[]> }
  | { kind: "gone" };

/** Clears timers, cuts the pending wait, and asks where the child is. */
async function probeStack(child: Child, forGood: boolean): Promise<Probe> {
  const call = child.cdp.call("Runtime.evaluate", {
    expression: `__probebook.interrupt(${forGood})`,
    silent: true,
  });
  const answer = await within(PROBE_MS, call);
  if (answer.kind === "late") return { kind: "silent", later: call.then(busyFrames) };
  if (answer.value.kind !== "thrown") return { kind: "gone" };
  const frames = busyFrames(answer.value);
  if (frames.length > 0) return { kind: "busy", frames };
  const description = answer.value.details.exception?.description ?? "";
  return { kind: "idle", hadWait: !description.includes("not waiting") };
}

/** The frames below our own: the function that makes the stack, `interrupt` and the call to it. */
function busyFrames(outcome: CallOutcome): readonly CallFrame[] {
  if (outcome.kind !== "thrown") return [];
  return outcome.details.stackTrace?.callFrames.slice(3) ?? [];
}

interface Termination {
  readonly run: StoppableRun | null;
  readonly probe: Probe & { kind: "busy" | "silent" };
  readonly deadline: number;
  readonly members: Promise<GroupMember[]>;
}

/** Where the code was when it was terminated; null when the process had to go, or went. */
async function terminate(
  child: Child,
  { run, probe, deadline, members }: Termination,
): Promise<readonly CallFrame[] | null> {
  let frames = probe.kind === "busy" ? probe.frames : [];
  if (probe.kind === "silent") void probe.later.then((later) => frames = later);
  const begun = performance.now();
  const done = Promise.race([
    child.cdp.command("Runtime.terminateExecution").then(() => "terminated" as const),
    child.ended.then(() => "ended" as const),
  ]);
  const rungs: [afterMs: number, act: () => void][] = [
    // In a native call nothing but the end of a subprocess can help.
    [probe.kind === "silent" ? 0 : TERMINATE_MS, () => signalGroup(child.pid, "SIGINT")],
    [SUBPROCESS_MS, () => void members.then((list) => killMembers(child.pid, list))],
    [SAY_MS, () => run?.say("Stopping: still waiting for a native call to return\n")],
    [deadline - begun, () => child.kill("unresponsive")],
    [Infinity, () => {}],
  ];
  let waitedMs = 0;
  for (const [afterMs, act] of rungs) {
    const waited = afterMs === Infinity
      ? { kind: "settled" as const, value: await done }
      : await within(Math.max(0, afterMs - waitedMs), done);
    if (waited.kind === "settled") return waited.value === "terminated" ? frames : null;
    waitedMs = afterMs;
    act();
  }
  return null;
}

/** Asks the subprocesses of the cell to end, and ends those that do not. */
async function endSubprocesses(child: Child, members: Promise<GroupMember[]>): Promise<void> {
  const list = await members;
  if (list.length === 0) return;
  signalGroup(child.pid, "SIGINT");
  await within(SUBPROCESS_MS, child.ended);
  await killMembers(child.pid, list);
}
