/** Box one on runs that never ran: whose doing is a file that changed beside the program? */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeProfiler } from "../../../../tests/support/fake_profiler.ts";
import { checkProfiler } from "./profiler_check.ts";

const OWN = "performance_profiler.py";

/** Files that change in each run, and whether that costs the points. */
const CHANGES: [name: string, runs: readonly (readonly string[])[], isAccused: boolean][] = [
  ["in every run", [["log.txt"], ["other.txt", "log.txt"], ["log.txt"]], true],
  ["in one run", [[], ["log.txt"], []], false],
  ["in each run another one", [["a.txt"], ["b.txt"], ["c.txt"]], false],
  ["in a single run of a single one", [["log.txt"]], false],
  ["that is the program itself", [[OWN], [OWN], [OWN]], false],
];

for (const [name, paths, isAccused] of CHANGES) {
  Deno.test(`checkProfiler() ${isAccused ? "accuses" : "does not accuse"} of a file ${name}`, () => {
    const program = fakeProfiler();
    const runs = program.runs.slice(0, paths.length).map((run, index) => ({
      ...run,
      changedOutside: (paths[index] ?? []).map((path) => ({ path, kind: "changed" as const })),
    }));
    const { parts, notes } = checkProfiler({ ...program, runs, runCount: runs.length });
    const box = parts.find((part) => part.name === "it runs");
    assertEquals(box?.points, isAccused ? 0 : 2, box?.reason);
    assertStringIncludes(
      isAccused ? box?.reason ?? "" : notes.join(" "),
      isAccused
        ? "writes outside of its folder: log.txt (changed), in each of 3 runs"
        : "No points lost: if you saved it yourself, check again",
    );
  });
}
