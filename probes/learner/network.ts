/** Whether a program can be started without a network here, tried once for each interpreter. */

import { cleanEnvironment, startFlags } from "../run/environment.ts";
import { runProcess } from "../run/process.ts";
import type { StartablePython } from "./sandbox.ts";

/** A command to put in front of a program, which gives it a network with nothing in it. */
export type NetworkLock =
  | { kind: "closed"; prefix: readonly string[] }
  | { kind: "open"; reason: string };

/** Starting Python through it takes some 20 ms; a cold, loaded machine may need seconds. */
const TRIAL_SECONDS_MAX = 5;

/** A program that becomes another one. */
const BECOME = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])";

const trials = new Map<string, Promise<NetworkLock>>();

/** Says how to start this interpreter without a network. Never rejects. */
export function lockNetwork(python: StartablePython): Promise<NetworkLock> {
  const known = trials.get(python.executable);
  if (known !== undefined) return known;
  const trial = tryOut(python);
  trials.set(python.executable, trial);
  return trial;
}

async function tryOut(python: StartablePython): Promise<NetworkLock> {
  if (Deno.build.os !== "linux") {
    return { kind: "open", reason: "only Linux can close it without privileges" };
  }
  // A user namespace of its own makes the network namespace possible without privileges.
  const prefix = ["/usr/bin/unshare", "--map-root-user", "--net", "--"];
  const flags = startFlags(python);
  const { ending, errorTail } = await runProcess({
    // By Python, as programs will be: a cell may start nothing else.
    executable: python.executable,
    args: [...flags, "-c", BECOME, ...prefix, python.executable, ...flags, "-c", "pass"],
    environment: cleanEnvironment(),
    cwd: "/",
    secondsMax: TRIAL_SECONDS_MAX,
    outputBytesMax: 1024,
    ownGroup: true,
    onLine: () => {},
  });
  if (ending.kind === "exited" && ending.code === 0) return { kind: "closed", prefix };
  return { kind: "open", reason: errorTail.split("\n").at(-1) || `unshare: ${ending.kind}` };
}
