/** A machine in words, for tables. */

import type { MachineReading } from "./reading.ts";

/** What stands for anything that a machine does not tell. */
export const NOT_AVAILABLE = "not available";

/** Name and value of everything that is known of a machine, one row each. */
export function machineRows(reading: MachineReading): [name: string, value: string][] {
  if (reading.kind === "unavailable") return [["Machine", `${NOT_AVAILABLE}: ${reading.reason}`]];
  const { facts, load } = reading;
  return [
    ["System", `${facts.system} ${facts.release}, ${facts.architecture}`],
    ["Processor", textOf(facts.processor)],
    ["Processors", processorsText(reading)],
    ["Memory", textOf(facts.memoryKib, (kib) => `${(kib / 1024 ** 2).toFixed(1)} GiB`)],
    ["Virtual machine", textOf(facts.isVirtual, yesNo)],
    ["Two processors a core", textOf(facts.isSmtOn, yesNo)],
    ["Frequency", textOf(load.frequencyMhz, (mhz) => `${mhz.toFixed(0)} MHz`)],
    ["Frequency chosen by", textOf(facts.governor)],
    ["Turbo", textOf(facts.isTurboOn, yesNo)],
    ["Temperature", textOf(load.temperatureC, (degrees) => `${degrees.toFixed(0)} °C`)],
    ["Clock", textOf(facts.clockSource)],
    ["Addresses drawn", textOf(facts.addressRandomization, (level) => yesNo(level > 0))],
    ["Running since", textOf(facts.bootedAt)],
    [
      "Load (1, 5, 15 min)",
      textOf(load.loadAverage, (loads) => loads.map((one) => one.toFixed(1)).join(", ")),
    ],
  ];
}

/** A value in words, or that it is not available. */
export function textOf<Value>(
  value: Value | null,
  write: (value: Value) => string = String,
): string {
  return value === null ? NOT_AVAILABLE : write(value);
}

function processorsText({ facts }: Extract<MachineReading, { kind: "read" }>): string {
  const { processorCount, usableProcessorCount, processorQuota } = facts;
  const usable = usableProcessorCount === null || usableProcessorCount === processorCount
    ? ""
    : `, ${usableProcessorCount} usable`;
  const quota = processorQuota === null
    ? ""
    : `, with the time of ${Number(processorQuota.toFixed(2))}`;
  return `${textOf(processorCount)}${usable}${quota}`;
}

function yesNo(holds: boolean): string {
  return holds ? "yes" : "no";
}
