/**
 * A Python process beside ours for what Deno refuses to a program that may not run everything: signals to process groups
 * (they need leave to run any program, one's own child excepted) and files below `/proc` and `/sys` (all permissions).
 *
 * Started by the first process that calls for it and ended with our input to it, so by our own end in any case.
 */

import { fromFileUrl } from "@std/path";
import { cleanEnvironment } from "./environment.ts";
import { parseJson } from "./event.ts";

const SCRIPT = fromFileUrl(new URL("../python/attendant.py", import.meta.url));

/** An answer takes a millisecond; a search of all processes on a busy machine some tenths of a second. */
const ANSWER_MS_MAX = 5000;

/** The longest answer, the numbers of all processes, is a line of some kilobytes. */
const ANSWER_BYTES_MAX = 1024 * 1024;

/** Groups that run now: whoever attends next guards them too. */
const guarded = new Set<number>();

/** What nobody has taken yet: no Python is known to work, or the one that attended is gone. */
const untold: string[] = [];

let attendant: Attendant | null = null;

/** Has the group ended at the latest with this program. */
export function guardGroup(group: number): void {
  guarded.add(group);
  tell(`guard ${group}`);
}

/** Ends what is left of a group, soon. */
export function endGroup(group: number): void {
  guarded.delete(group);
  tell(`end ${group}`);
}

/** Names a Python that has just run well; one that attends already goes on. */
export function offerAttendant(executable: string): void {
  attendant ??= start(executable);
}

/** Asks one thing; null where no answer came. Never rejects. */
export async function askAttendant(executable: string, question: string): Promise<unknown> {
  offerAttendant(executable);
  return await attendant?.ask(question) ?? null;
}

function tell(line: string): void {
  if (attendant === null) untold.push(line);
  else attendant.tell(line);
}

interface Attendant {
  tell(line: string): void;
  ask(question: string): Promise<unknown>;
}

/** Null where this Python cannot be started either. */
function start(executable: string): Attendant | null {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(executable, {
      // No site and no user site; its one import of ours finds its folder by itself.
      args: ["-s", "-S", SCRIPT],
      env: cleanEnvironment(),
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
      // A Stop interrupts our group; this process is to end what the stopped one has left.
      detached: true,
    }).spawn();
  } catch {
    // Nothing is lost that could be had: groups keep their members until somebody can attend.
    return null;
  }
  // A program that has done its work does not wait for this.
  child.unref();
  const made = attendantOf(child);
  child.status.then(() => {
    if (attendant === made) attendant = null;
  });
  for (const group of guarded) made.tell(`guard ${group}`);
  for (const line of untold.splice(0)) made.tell(line);
  return made;
}

function attendantOf(child: Deno.ChildProcess): Attendant {
  const encoder = new TextEncoder();
  const writer = child.stdin.getWriter();
  const reader = child.stdout.getReader();
  const decoder = new TextDecoder();
  let questions: Promise<unknown> = Promise.resolve();
  let rest = "";
  const say = (line: string) =>
    writer.write(encoder.encode(`${line}\n`)).then(() => true, () => {
      // It has gone: what is to be ended is told to the next one.
      if (line.startsWith("end ")) untold.push(line);
      return false;
    });
  async function readLine(): Promise<string | null> {
    while (!rest.includes("\n")) {
      const { done, value } = await reader.read();
      if (done || rest.length > ANSWER_BYTES_MAX) return null;
      rest += decoder.decode(value, { stream: true });
    }
    const end = rest.indexOf("\n");
    const line = rest.slice(0, end);
    rest = rest.slice(end + 1);
    return line;
  }
  async function answerTo(question: string): Promise<unknown> {
    if (!await say(question)) return null;
    // Ended rather than waited for: its next answer would be taken for that of another question.
    const timer = setTimeout(() => child.kill("SIGKILL"), ANSWER_MS_MAX);
    try {
      return parseJson(await readLine().catch(() => null) ?? "");
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    tell: (line) => void say(line),
    // Only while it is asked is anything read: a pending read would keep a program from ending.
    ask: (question) => questions = questions.then(() => answerTo(question)),
  };
}
