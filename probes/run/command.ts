/** The very command that a measurement starts, for whoever wants to run it without us. */

import { dirname, fromFileUrl } from "@std/path";
import { type ArmLike, completeArms, isMissingArm } from "../measure/arm.ts";
import { readBudget } from "../measure/budget.ts";
import { findProbe, type ProbeName } from "../catalog/catalog.ts";
import type { ParamValue } from "../catalog/probe.ts";
import { probeStart } from "./environment.ts";
import { checkOptions } from "../measure/options.ts";

/** How one process of a probe is started; the fields are those of `Deno.Command`. */
export interface ProbeCommand {
  /** The interpreter. */
  readonly executable: string;
  /** Flags, the probe's script, and its parameters. */
  readonly args: string[];
  /** The whole environment: start it with `clearEnv: true`. */
  readonly env: Record<string, string>;
  /** The folder to start it in: that of the script. */
  readonly cwd: string;
}

/** What `commandOf()` may be told. */
export interface CommandOptions {
  /** Interpreter or arm; undefined gives null. */
  readonly python: ArmLike;
  /** The probe's parameters. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** Calls in one timing; 1 when not given. */
  readonly loops?: number;
  /** Timings; 5 when not given. */
  readonly slices?: number;
}

/**
 * Gives the command that a measurement starts for one process, or null without an interpreter. The hash seed is left
 * out: CPython then draws one.
 *
 * ```ts
 * import { commandOf, discoverInterpreters } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * const command = commandOf("tight_loop", { python, params: { n: 1000 } });
 * const script: string | undefined = command?.args.find((word) => word.endsWith(".py"));
 * ```
 */
export function commandOf(
  name: ProbeName,
  options: CommandOptions,
): ProbeCommand | null {
  const probe = findProbe(name);
  const doing = `Cannot make the command of "${probe.name}"`;
  checkOptions(doing, options, ["python", "params", "loops", "slices"]);
  if (typeof probe.script === "string") {
    throw new TypeError(`${doing}: its program is no file, and only those of the catalogue are`);
  }
  const { python, params = {}, loops = 1, slices = 5 } = options;
  if (isMissingArm(python)) return null;
  const [arm] = completeArms(probe, { given: [["python", python]], params, budget: readBudget() });
  if (arm?.python === undefined) return null;
  const { executable, args, environment } = probeStart(probe, { arm, loops, sliceCount: slices });
  return {
    executable,
    args: [...args],
    env: { ...environment },
    cwd: dirname(fromFileUrl(probe.script)),
  };
}
