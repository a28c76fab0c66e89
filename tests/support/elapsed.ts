/** Promises of time, held where they can be: beside other programs a time says nothing of our own. */
import { assert } from "@std/assert";
import { say } from "./python_driver.ts";

/** Says how long something took, and holds it to its limit unless others want the processors, too. */
export function demandWithin(
  limitMs: number,
  { what, elapsedMs, load = Deno.loadavg()[0] ?? 0 }: {
    readonly what: string;
    readonly elapsedMs: number;
    /** Programs that want a processor, on average; that of the last minute when not given. */
    readonly load?: number;
  },
): void {
  const isBusy = load > navigator.hardwareConcurrency;
  const told = `${what} took ${(elapsedMs / 1000).toFixed(2)} s of at most ${limitMs / 1000} s`;
  say(isBusy ? `${told}, not judged at a load of ${load.toFixed(1)}` : told);
  assert(isBusy || elapsedMs < limitMs, told);
}
