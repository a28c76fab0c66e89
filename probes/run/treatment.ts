/** Whether a process runs with what its arm asked for: it says so itself, nothing is inferred from how it was started. */

import type { Arm } from "../measure/arm.ts";
import type { ProbeState } from "./event.ts";

/** What a process says that contradicts what was asked for. */
export interface WrongState {
  /** For example `version`. */
  readonly what: string;
  /** For example `3.14.0`. */
  readonly asked: string;
  /** For example `3.13.1`. */
  readonly reported: string;
}

/** The first contradiction, or null. */
export function stateFault(
  arm: Pick<Arm, "python" | "env" | "flags">,
  state: ProbeState,
): WrongState | null {
  if (state.version !== arm.python.version) {
    return { what: "version", asked: arm.python.version, reported: state.version };
  }
  const gil = option(arm, "gil") ?? arm.env["PYTHON_GIL"];
  return switchFault("global lock", gil, state.gil) ??
    switchFault("just-in-time compiler", arm.env["PYTHON_JIT"], state.jit);
}

/** `-X name=value`, the last one given. */
function option({ flags }: Pick<Arm, "flags">, name: string): string | undefined {
  const texts = flags.map((flag, index) =>
    flags[index - 1] === "-X" ? flag : flag.startsWith("-X") ? flag.slice(2) : ""
  );
  return texts.findLast((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
}

function switchFault(what: string, asked: string | undefined, isOn: boolean): WrongState | null {
  // Only these two are switches; CPython takes anything else as not set or refuses it itself.
  if (asked !== "0" && asked !== "1") return null;
  if (isOn === (asked === "1")) return null;
  return { what, asked: asked === "1" ? "on" : "off", reported: isOn ? "on" : "off" };
}
