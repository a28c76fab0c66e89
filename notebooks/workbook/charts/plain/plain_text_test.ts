/** Tests of what charts of plain data say as text, for those who cannot see them; their pictures are golden files. */
import { assertEquals } from "@std/assert";
import {
  fakeFilmRow,
  fakeFlameRow,
  fakeHeatCells,
  fakeImportRow,
  fakeListing,
  fakeMemoryCurve,
  fakeMemoryRows,
  fakePauseRow,
  fakeScalingRow,
  fakeTrendRow,
  fakeWarmupRow,
} from "../../../../tests/support/fake_rows.ts";
import type { Chart } from "../../drawing/chart.ts";
import { filmStrip } from "./film_strip.ts";
import { flameGraph } from "./flame_graph.ts";
import { heatMap } from "./heat_map.ts";
import { importTree } from "./import_tree.ts";
import { listings } from "./listings.ts";
import { memoryBars } from "./memory_bars.ts";
import { memoryCurve } from "./memory_curve.ts";
import { pauseHistogram } from "./pause_histogram.ts";
import { scaling } from "./scaling.ts";
import { versionTrend } from "./version_trend.ts";
import { warmupCurve } from "./warmup_curve.ts";

const CASES: readonly [name: string, draw: () => Chart, expected: readonly string[]][] = [
  ["pauseHistogram()", () => pauseHistogram([fakePauseRow()]), [
    "Lengths of pauses",
    "py3.13.5: 321 pauses, median 0.0320 ms, longest 57.3 ms",
    "  ····▇▇████▇▇················▃▃▄▄▄▄··························▂▂▂·",
    "  length from 0.0100 to 90.0 ms, logarithmic; height of a bar: how many, logarithmic",
  ]],
  ["versionTrend()", () => versionTrend([fakeTrendRow()]), [
    "Speed of releases",
    "Debian, gcc 16: 3.13 1.000x, 3.14 1.030x [1.020, 1.050], 3.15 1.090x [1.070, 1.120]",
  ]],
  ["filmStrip()", () => filmStrip([fakeFilmRow()]), [
    "Executed bytecodes",
    "py3.13.5: 12 bytecodes executed: 6 + 6",
    "    FOR_ITER 5 (to L2) → STORE_FAST 1 (i) → LOAD_FAST_LOAD_FAST 1 (total, i) → BINARY_OP 0 (+) → STORE_FAST 0 (total) → JUMP_BACKWARD 7 (to L1)",
    "  ↩ FOR_ITER 5 (to L2) → STORE_FAST 1 (i) → LOAD_FAST_LOAD_FAST 1 (total, i) → BINARY_OP 0 (+) → STORE_FAST 0 (total) → JUMP_BACKWARD 7 (to L1)",
  ]],
  ["listings()", () => listings([fakeListing("after 100 calls", true)]), [
    "Bytecode",
    "after 100 calls: 4 instructions, 2 specialized",
    "  G  LOAD_FAST total",
    "  S  LOAD_ATTR_METHOD_WITH_VALUES a_method_with_a_long_name",
    "  S  BINARY_OP_ADD_INT +",
    "  G  RETURN_VALUE",
    "S specialized: made for the types that it has met; G generic: works for every type",
  ]],
  ["importTree()", () => importTree([fakeImportRow()]), [
    "Time of imports",
    "py3.13.5: 7 modules, 2.19 ms; 1 of them too small to be drawn",
    "  json 2.19 ms",
    "    re 1.60 ms",
    "      enum 0.700 ms",
    "      re._compiler 0.300 ms",
    "    json.decoder 0.180 ms",
    "  … and 2 more, smaller or further down",
    "By themselves: 1 enum 0.700 ms (32 %) · 2 re 0.600 ms (27 %) · 3 json 0.400 ms (18 %) · 4 re._compiler 0.300 ms (14 %) · 5 json.decoder 0.180 ms (8 %)",
  ]],
  ["flameGraph()", () => flameGraph([fakeFlameRow()]), [
    "Where the time goes",
    "py3.13.5: 6 frames, 54 samples",
    "  main 54 samples",
    "    parse 42 samples",
    "      split 30 samples",
    "    write 11 samples",
    "      encode 9 samples",
    "        split 9 samples",
    "By themselves: 1 split 39 samples (72 %) · 2 parse 12 samples (22 %) · 3 write 2 samples (4 %)",
  ]],
  ["memoryBars()", () => memoryBars(fakeMemoryRows()), [
    "Memory",
    "dict                  ████████████████████████████████████████ 184 bytes",
    "class with __slots__  ████████████ 56 bytes",
    "nothing               0 bytes",
  ]],
  ["scaling()", () => scaling([fakeScalingRow()], { workers: "threads" }), [
    "Speed-up",
    "processes: 1.00x [0.90, 1.08] with 1 thread, 1.74x [1.57, 1.88] with 2 threads, 3.03x [2.73, 3.27] with 4 threads",
  ]],
  ["memoryCurve()", () => memoryCurve([fakeMemoryCurve()]), [
    "Memory over time",
    "default: from 16.0 to 30.0 MiB",
    "30.0 MiB |                                         oo ooooo oooooo ooo",
    "         |                            o oooooo oooo",
    "         |                 oooooo oooo",
    "         |    oooooo ooooo",
    "         |ooo",
    "         |",
    "         |",
    "         |",
    "       0 |",
    "         0 ms                                                 150.0 ms",
  ]],
  ["warmupCurve()", () => warmupCurve([fakeWarmupRow()]), [
    "Warm-up, chunk by chunk",
    "py3.14.0, PYTHON_JIT=1: 60 chunks, the first 12.0 µs, the last half 5.00 µs",
    "13.2 |                                        o",
    "     |ooooooooooooo",
    "     |             ooooooo",
    "     |",
    "     |",
    "     |                    oooooooooooooooooooo ooooooooooooooooooo",
    "     |",
    "     |",
    "   0 |",
    "     iteration 0                                             11800",
  ]],
  ["heatMap()", () => heatMap(fakeHeatCells()), [
    "Interpreters and probes",
    "tight loop",
    "  py3.14.0: ▲ faster 0.93x",
    "request latency (live = 300,000)",
    "  py3.14.0: ▼ slower 1.40x",
    "imports",
    "  py3.14.0: = the same 1.00x",
    "string building",
    "  py3.14.0: ? unclear 1.02x",
    "bytes of the .pyc",
    "  py3.14.0: ≡ exactly equal",
    "collector",
    "  py3.14.0: ≠ different",
    "scaling",
    "  py3.14.0: – unavailable",
    "scaling, py3.14.0: its build has the global lock; what helps: uv python install 3.14t.",
  ]],
];

for (const [name, draw, expected] of CASES) {
  Deno.test(`${name} draws as text`, async () => {
    assertEquals((await draw().toText()).split("\n"), expected);
  });
}
