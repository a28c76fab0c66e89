/** Tests of what is left out of frozen data: long lists go, what was computed from them stays. */
import { assertEquals } from "@std/assert";
import { fakeInterpreter, STATE_LINE } from "../../tests/support/fake_interpreters.ts";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { fromNdjson } from "../exchange/mod.ts";
import { measure } from "../measure/measure.ts";
import { frozenText } from "./thin.ts";

/** A probe prints long lists in several lines. */
const LINE_ENTRIES = 500;

/** Prints what the collector's probe promises, with that many pauses and requests. */
function collecting(pauses: number, requests: number): string {
  const list = (name: string, count: number): string[] => {
    const length = Math.min(count, LINE_ENTRIES);
    const numbers = (value: number) => `[${Array(length).fill(value).join(",")}]`;
    const line = `{"event":"events","name":"${name}","startNs":${numbers(1)},` +
      `"durationNs":${numbers(5e6)},"group":${numbers(0)}}`;
    return count > length ? [line, ...list(name, count - length)] : [line];
  };
  const values: readonly [string, unknown][] = [
    ["peakRss", 12.5],
    ["collections", "gen0 1"],
    ["wall", 20.5],
    ["fullCollect", 1.5],
    ["toldTotal", null],
  ];
  return [
    "cat <<'END'",
    STATE_LINE,
    ...list("grow", 1),
    ...list("pause", pauses),
    ...list("request", requests),
    ...values.map(([name, value]) => JSON.stringify({ event: "value", name, value })),
    "END",
  ].join("\n");
}

const CASES: readonly [pauses: number, requests: number, kept: readonly string[][]][] = [
  [3, 5, [["grow", "pause", "request"], ["grow", "pause", "request"]]],
  [300, 5, [["grow", "pause", "request"], ["grow", "request"]]],
  [3, 4_000, [["grow", "pause"], ["grow", "pause"]]],
];

for (const [pauses, requests, kept] of CASES) {
  Deno.test(`frozenText() of ${pauses} pauses and ${requests} requests`, async () => {
    using folder = fakePrograms({ a: collecting(pauses, requests) });
    const arms = [fakeInterpreter("a", folder)];
    const measured = await measure("gc_pauses", { arms, rounds: 2 });
    const [again] = fromNdjson(frozenText(measured));
    const processes = again?.arms[0]?.processes ?? [];
    assertEquals(processes.map(({ events }) => events.map(({ name }) => name)), kept);
    assertEquals(
      processes.map(({ values }) => values),
      measured.arms[0]?.processes.map(({ values }) => values),
    );
  });
}
