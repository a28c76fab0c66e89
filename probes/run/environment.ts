/** How a Python process is started so that nothing of the surroundings changes what it does. */

import { fromFileUrl } from "@std/path";
import type { Arm } from "../measure/arm.ts";
import type { Probe } from "../catalog/probe.ts";

/** What is started for one process of a probe. */
export interface ProbeStart {
  readonly executable: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs the script with what all scripts share. */
const START = fromFileUrl(new URL("../python/start.py", import.meta.url));

/** The file of one's own program, in the folder of its process. */
export function ownScriptName(probe: string): string {
  return `${probe}.py`;
}

/** How a probe is started in an arm; `environment` comes on top of the clean one, the arm's own on top of both. */
export function probeStart(
  { name, script, parameters }: Probe,
  { arm, loops, sliceCount, environment = {} }: {
    readonly arm: Arm;
    /** Calls in one timing. */
    readonly loops: number;
    readonly sliceCount: number;
    readonly environment?: Readonly<Record<string, string>>;
  },
): ProbeStart {
  const values = parameters.map(({ name }) => `${arm.params[name]}`);
  const file = typeof script === "string" ? ownScriptName(name) : fromFileUrl(script);
  const words = [START, file, `${loops}`, `${sliceCount}`, ...values];
  return {
    executable: arm.python.executable,
    args: [...startFlags(arm.python), ...arm.flags, ...words],
    environment: cleanEnvironment({ ...environment, ...arm.env }),
  };
}

/**
 * The whole environment of a measured process.
 *
 * Everything else is left out: `PYTHON*` variables switch features, `PYTHONDONTWRITEBYTECODE`
 * keeps caches from being written, and `LD_LIBRARY_PATH` can put another libpython under a program.
 */
export function cleanEnvironment(
  additions: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", ...additions };
}

/**
 * Flags in front of the script: no user site, no site, and no unsafe path where there is a flag for it.
 *
 * Not `-I` or `-E`: both make CPython ignore PYTHONHASHSEED, PYTHON_JIT and PYTHON_GIL silently.
 */
export function startFlags(version: { readonly major: number; readonly minor: number }): string[] {
  const knowsSafePath = version.major > 3 || (version.major === 3 && version.minor >= 11);
  return knowsSafePath ? ["-s", "-S", "-P"] : ["-s", "-S"];
}

/** Fills the environment, so that all arms' processes start with the same number of bytes on their stacks. */
export const PADDING_VARIABLE = "PROBEBOOK_PAD";

/** Pads an environment up to that many bytes, as `startBytes()` counts them; it gets the variable in any case. */
export function padEnvironment(
  environment: Readonly<Record<string, string>>,
  missingBytes: number,
): Record<string, string> {
  return { ...environment, [PADDING_VARIABLE]: "x".repeat(Math.max(0, missingBytes)) };
}

/**
 * Bytes that a start puts on top of the new process's stack: environment, arguments, the program's path, each with its
 * end and its pointer.
 *
 * They move everything below, and where things lie changes how fast they run: the same program gained or
 * lost per cents by the length of an unused variable.
 */
export function startBytes(
  executable: string,
  { args, environment }: {
    readonly args: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  },
): number {
  const encoder = new TextEncoder();
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const texts = [...variables, executable, ...args];
  const pointersBytes = 8 * (variables.length + args.length);
  return texts.reduce((sum, text) => sum + encoder.encode(text).length + 1, pointersBytes);
}
