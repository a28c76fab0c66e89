/** A machine for the tests of lab: a temporary folder, an environment of its own, a record of what was said. */

import { join } from "node:path";
import { type LabHost, type RunOptions, type RunOutcome, runProgram } from "./host.ts";

/** A machine that exists only for one test. */
export interface TestHost extends LabHost, AsyncDisposable {
  /** A folder of its own; the checkout is `root/checkout`. */
  readonly root: string;
  /** Everything that was written, as one text. */
  said(): string;
}

/** What a test wants different from an empty machine. */
export interface TestHostOptions {
  readonly env?: Record<string, string>;
  /** Called instead of running a program; null runs it for real. */
  readonly run?: (program: string, options: RunOptions) => Promise<RunOutcome> | null;
}

/** Makes an empty machine: PATH is the folder `root/bin`, HOME is `root/home`. */
export async function makeTestHost({ env = {}, run }: TestHostOptions = {}): Promise<TestHost> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "lab test " }));
  const checkout = join(root, "checkout");
  for (const folder of [checkout, join(root, "bin"), join(root, "home")]) await Deno.mkdir(folder);
  const variables: Record<string, string> = {
    HOME: join(root, "home"),
    PATH: join(root, "bin"),
    ...env,
  };
  const texts: string[] = [];
  return {
    root,
    os: "linux",
    isRoot: false,
    checkout,
    pythonFolders: [],
    env: (name) => variables[name],
    write: (text) => void texts.push(text),
    run: (program, options) => run?.(program, options) ?? runProgram(program, options),
    said: () => texts.join(""),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

/** What a fake Python says of itself. */
export interface FakePython {
  readonly version?: string;
  readonly implementation?: string;
  readonly level?: string;
  readonly freeThreaded?: boolean;
  readonly missing?: string;
  /** Where it says that it is, when that is not where it was asked. */
  readonly executable?: string;
  /** Shell commands in place of an answer. */
  readonly script?: string;
}

/** Writes an executable that answers the question of `python.ts` as told. */
export async function writePython(path: string, fake: FakePython = {}): Promise<string> {
  const answer = [
    "python-facts",
    fake.executable ?? path,
    fake.version ?? "3.12.4",
    fake.implementation ?? "cpython",
    fake.level ?? "final",
    fake.freeThreaded === true ? "1" : "0",
    fake.missing ?? "",
  ].join("|");
  return await writeScript(path, fake.script ?? `echo '${answer}'`);
}

/** Writes an executable shell script, and the folders above it. */
export async function writeScript(path: string, body: string): Promise<string> {
  await Deno.mkdir(join(path, ".."), { recursive: true });
  await Deno.writeTextFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}
