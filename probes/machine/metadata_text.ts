/** What is kept beside a session in words: a table for whoever asks on what it was measured. */

import { formatShare } from "../show/format.ts";
import type { TableSpec } from "../show/table.ts";
import { machineChange } from "./change.ts";
import { machineRows, NOT_AVAILABLE, textOf } from "./machine_text.ts";
import type { ArmProgram, SessionMetadata } from "./metadata.ts";
import type { MachineLoad, MachineReading } from "./reading.ts";

/** Describes the machine, the moments and the programs of a session. */
export function metadataTable(metadata: SessionMetadata): TableSpec {
  return {
    caption: "What it was measured on and with",
    columns: [{ title: "What" }, { title: "Found" }],
    rows: [
      ...machineRows(metadata.machine),
      ...momentRows(metadata),
      ...byProgram(metadata.programs).flatMap(programRows),
      ["Digest of the probe", textOf(metadata.script)],
    ],
  };
}

/** From the start to the end, and the range over the rounds. */
function momentRows({ machine, moments }: SessionMetadata): [name: string, value: string][] {
  const last = moments.at(-1);
  const end: MachineReading = last === undefined || machine.kind !== "read"
    ? { kind: "unavailable", reason: "no round was over" }
    : { kind: "read", at: last.at, facts: machine.facts, load: last.load };
  const loads: readonly MachineLoad[] = moments.map(({ load }) => load);
  const change = machineChange(machine, end);
  return [
    ["Rounds with a reading", `${moments.length}`],
    [
      "Load in 1 min, over the rounds",
      rangeOf(loads.map((load) => load.loadAverage?.[0] ?? null), 1),
    ],
    ["Frequency in MHz, over the rounds", rangeOf(loads.map((load) => load.frequencyMhz), 0)],
    ["Stolen by the host, start to end", textOf(change.stealShare, formatShare)],
    ["Programs waiting, start to end", textOf(change.waitingShare, formatShare)],
    ["Quota used up, start to end", textOf(change.throttledCount, (count) => `${count} times`)],
  ];
}

/** Arms of one program stand in one row. */
function byProgram(programs: readonly ArmProgram[]): readonly ArmProgram[] {
  const groups = Map.groupBy(programs, ({ arm: _arm, ...facts }) => JSON.stringify(facts));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, arm: [first, ...others].map(({ arm }) => arm).join(", ") }]
  );
}

function programRows(program: ArmProgram): [name: string, value: string][] {
  const { arm, sha256, fileBytes, banner, configArgs, cflags, isDebug, buildDate } = program;
  const file = sha256 === null || fileBytes === null
    ? NOT_AVAILABLE
    : `${program.executable}, ${fileBytes.toLocaleString("en")} bytes, sha256 ${sha256}`;
  return [
    [`${arm}: program`, file],
    [`${arm}: sys.version`, textOf(banner)],
    [`${arm}: built`, textOf(buildDate)],
    [`${arm}: debug build`, textOf(isDebug, (isSo) => isSo ? "yes" : "no")],
    [`${arm}: CONFIG_ARGS`, textOf(configArgs, (text) => text === "" ? "none" : text)],
    [`${arm}: PY_CFLAGS`, textOf(cflags, (text) => text === "" ? "none" : text)],
  ];
}

function rangeOf(values: readonly (number | null)[], decimals: number): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return NOT_AVAILABLE;
  const [low, high] = [Math.min(...known), Math.max(...known)].map((one) => one.toFixed(decimals));
  return low === high ? `${low}` : `${low} to ${high}`;
}
