/** Tests of the line that says how far a measurement is. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { fakeKernel } from "../../tests/support/fake_kernel.ts";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { DISPLAY } from "./display.ts";
import { measure } from "../measure/measure.ts";
import type { Progress } from "../measure/plan.ts";
import { endText, progressText } from "./progress_line.ts";
import type { MeasurementEnding } from "../measure/result.ts";

const PROGRESS: Progress = {
  done: 4,
  total: 24,
  round: 3,
  rounds: 12,
  seconds: 1,
  secondsLeft: 4.2,
};

const LEFT: [seconds: number, text: string][] = [
  [4.2, "about 4 s left"],
  [0.1, "about 1 s left"],
  [89, "about 89 s left"],
  [200, "about 3 min left"],
];

for (const [secondsLeft, text] of LEFT) {
  Deno.test(`progressText() says ${text}`, () => {
    const line = progressText("tight_loop", { ...PROGRESS, secondsLeft });
    assertEquals(line, `tight_loop: round 3 of 12, ${text}`);
  });
}

const ENDS: [ending: MeasurementEnding, text: string][] = [
  [{ kind: "complete" }, "tight_loop: 2 rounds, 4.1 s"],
  [{ kind: "stopped" }, "tight_loop: stopped in round 1 of 2, 4.1 s"],
  [{ kind: "budget" }, "tight_loop: time over after 0 of 2 rounds, 4.1 s"],
  [{ kind: "no_interpreters" }, "tight_loop: no CPython to measure"],
  [{ kind: "given_up", reason: "every arm failed" }, "tight_loop: given up, every arm failed"],
];

for (const [ending, text] of ENDS) {
  Deno.test(`endText() says that it is ${ending.kind}`, () => {
    const rounds = [0, 1].map((round) => ({ round, hashSeed: 0, order: [] }));
    const line = endText({
      probe: "tight_loop",
      rounds,
      runs: [],
      seconds: 4.12,
      ending,
      flags: [],
    });
    assertEquals(line, text);
  });
}

/** The texts of the kernel's messages while a measurement is used in one way. */
async function linesOf(
  use: (running: ReturnType<typeof measure>) => PromiseLike<unknown> | void,
  options = {},
): Promise<string[]> {
  using folder = fakePrograms({ a: fakeProbe(5_000_000) });
  using kernel = fakeKernel();
  const arms = [fakeInterpreter("a", folder)];
  const running = measure("tight_loop", { arms, rounds: 2, slices: 2, ...options });
  await use(running);
  return kernel.messages.map(({ text }) => text);
}

Deno.test("a measurement that is only awaited shows one line, from its first round to its end", async () => {
  const lines = await linesOf((running) => running);
  assertMatch(lines[0] ?? "", /^tight_loop: round 1 of 2, about 1 s left$/);
  assertMatch(lines.at(-1) ?? "", /^tight_loop: 2 rounds, \d+\.\d s$/);
});

Deno.test("a measurement that is shown has the line too", async () => {
  const lines = await linesOf((running) => Promise.resolve(running[DISPLAY]()));
  assert(lines.length >= 2);
});

Deno.test("a measurement has no line when somebody else shows how far it is", async () => {
  const watched = await linesOf((running) => {
    running.watch(() => {});
    return running;
  });
  const told = await linesOf((running) => running, { onProgress: () => {} });
  const iterated = await linesOf(async (running) => {
    for await (const partial of running) assert(partial.runs.length <= 2);
  });
  assertEquals([watched, told, iterated], [[], [], []]);
});

Deno.test("endText() does not pass an earlier measurement off as a new one", () => {
  const rounds = [{ round: 0, hashSeed: 1, order: ["a"] }];
  const flags = [{ kind: "from_store", text: "Measured earlier" }] as const;
  const ending = { kind: "complete" } as const;
  assertEquals(
    endText({ probe: "tight_loop", rounds, runs: [], seconds: 4.12, ending, flags }),
    "tight_loop: 1 round, measured earlier",
  );
});
