/** Holds a measurement of 100,000 slices with its comparison, and prints how much memory this program took. */
import { compareWithin } from "../../probes/mod.ts";
import { fakeRecording } from "../support/fake_recording.ts";
import { say } from "../support/python_driver.ts";

const ROUNDS = 1000;
const SLICES = 50;

const beforeMb = Deno.memoryUsage().rss / 1e6;
const measurement = fakeRecording({ arms: { a: 1, b: 1.02 }, rounds: ROUNDS, slices: SLICES });
const { verdict } = compareWithin(measurement);
const slices = measurement.runs.reduce((sum, run) => sum + run.slices.length, 0);
say(JSON.stringify({ slices, verdict, beforeMb, peakMb: peakMb() }));

/** The most that was resident at once; null where the system has no such file. */
function peakMb(): number | null {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
    return kib === undefined ? null : Number(kib) * 1024 / 1e6;
  } catch {
    // Only Linux has it.
    return null;
  }
}
