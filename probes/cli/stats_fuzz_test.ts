/**
 * Thousands of cases that are nearly right: none may crash the statistics command, each gets one line, and no verdict
 * stands against its own interval.
 */
import { assert, assertEquals } from "@std/assert";
import { type NoiseFamily, noisySession } from "../../tests/support/noise.ts";
import { runInside } from "../../tests/support/probe_cli.ts";
import { type Random, seededRandom } from "../measure/random.ts";

const CASE_COUNT = 3000;

const FAMILY: NoiseFamily = { name: "quiet", preempted: { share: 0.2, away: 2, counted: true } };

/** A right case of some rounds, small enough that thousands are quick. */
function rightCase(random: Random): Record<string, unknown> {
  const rounds = 5 + Math.floor(8 * random());
  const ratio = pick([1, 1.05, 0.9], random) ?? 1;
  const seed = Math.floor(1e9 * random());
  const session = noisySession(FAMILY, { ratio, rounds, slices: 6, seed });
  const processes = session.flatMap(({ base, test }, round) =>
    ([["A", base], ["B", test]] as const).map(([arm, slices], pos) => ({
      arm,
      round,
      pos,
      t: round + pos / 2,
      values: slices.map(({ wallNs }) => wallNs),
      cpu: random() < 0.3 ? null : slices.map(({ cpuNs }) => cpuNs),
      switches: random() < 0.3 ? null : slices.map(({ switches }) => switches),
    }))
  );
  return {
    schema: "probe-stats-case/1",
    id: seed,
    seed,
    confidence: 0.95,
    min_effect: 0.01,
    unit: "ns",
    base: "A",
    test: "B",
    layout: random() < 0.9 ? "interleaved" : "blocked",
    processes,
    ...(random() < 0.3 ? { look: Math.floor(5 * random()), looks: [8, 12, 18, 27, 40] } : {}),
  };
}

function rightLine(random: Random): Record<string, unknown> {
  if (random() < 0.8) return rightCase(random);
  const cases = Array.from({ length: 3 }, () => {
    const { look: _look, looks: _looks, ...one } = rightCase(random);
    return one;
  });
  return { schema: "probe-stats-table/1", seed: 1, confidence: 0.95, cases, suite: random() < 0.2 };
}

/** What stands in the place of something else: extreme, of another type, or of another meaning. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  "",
  "A",
  "NaN",
  [],
  {},
  [[]],
  0,
  -1,
  0.5,
  1,
  2,
  1e-320,
  1e308,
  -1e308,
  2 ** 53,
  "1e999",
  "\u0000\ud800",
  "__proto__",
];

/** Puts something strange somewhere into the case, or leaves something out, doubles it or changes its order. */
function mutate(root: object, random: Random): void {
  let place: object = root;
  for (;;) {
    const keys = Object.keys(place);
    const key = pick(keys, random);
    if (key === undefined) return;
    const inner: unknown = Reflect.get(place, key);
    if (typeof inner === "object" && inner !== null && random() < 0.8) {
      place = inner;
      continue;
    }
    change(place, { key, inner, random });
    return;
  }
}

function change(
  place: object,
  { key, inner, random }: {
    readonly key: string;
    readonly inner: unknown;
    readonly random: Random;
  },
): void {
  const way = Math.floor(5 * random());
  if (way === 0) Reflect.deleteProperty(place, key);
  else if (way === 1 && Array.isArray(place)) place.splice(Number(key), 1);
  else if (way === 2 && Array.isArray(place)) place.push(structuredClone(inner));
  else if (way === 3 && typeof inner === "number") {
    // A clock step or a paused machine: one number far off.
    Reflect.set(place, key, inner * (pick([-1, 0, 1e-9, 1e3, 1e9, 1e300], random) ?? 1));
  } else Reflect.set(place, key, pick(STRANGE, random));
}

/** Damage to the text itself: cut off, a letter lost, or other text in the middle of it. */
function damage(text: string, random: Random): string {
  const at = Math.floor(text.length * random());
  const inserted = pick(["", "1e999", "NaN", "{", "]", "\\", '"', "-", "\u2028", "{}{}"], random);
  switch (Math.floor(3 * random())) {
    case 0:
      return text.slice(0, at);
    case 1:
      return `${text.slice(0, at)}${inserted}${text.slice(at)}`;
    case 2:
      return `${text.slice(0, at)}${inserted}${text.slice(at + Math.ceil(20 * random()))}`;
  }
  return text;
}

function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[Math.floor(items.length * random())];
}

function fuzzedLine(random: Random): string {
  const line = rightLine(random);
  const count = Math.floor(3 * random());
  for (let done = 0; done < count; done++) mutate(line, random);
  const text = JSON.stringify(line);
  return random() < 0.2 ? damage(text, random) : text;
}

interface Answered {
  readonly error?: unknown;
  readonly results?: readonly Answered[];
  readonly ratio?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly verdict?: string;
}

/** What is wrong with an answer; null where nothing is. */
function faultOf(
  answer: Answered,
  given: { min_effect?: unknown; cases?: unknown },
): string | null {
  if ("error" in answer) {
    return typeof answer.error === "string" && answer.error.startsWith("Cannot ")
      ? null
      : `the error is ${answer.error}`;
  }
  if (answer.results !== undefined) {
    const cases = Array.isArray(given.cases) ? given.cases : [];
    return answer.results.map((one, index) => faultOf(one, cases[index] ?? {}))
      .find((fault) => fault !== null) ?? null;
  }
  const { ratio = null, low = null, high = null, verdict } = answer;
  const minEffect = typeof given.min_effect === "number" ? given.min_effect : 0.01;
  const [from, to] = [low ?? 0, high ?? Infinity];
  const expected = from >= 1 / (1 + minEffect) && to <= 1 + minEffect
    ? "same"
    : from > 1
    ? "slower"
    : to < 1
    ? "faster"
    : "unclear";
  if (verdict !== expected) return `${verdict} for [${low}, ${high}]`;
  if (from > to) return `[${low}, ${high}] is no interval`;
  if (ratio === null || low === null || high === null) return null;
  return low <= ratio && ratio <= high ? null : `${ratio} lies outside of [${low}, ${high}]`;
}

Deno.test(`stats --stream answers ${CASE_COUNT} damaged cases, each in its place`, async () => {
  const random = seededRandom(20_261_121);
  const input = Array.from({ length: CASE_COUNT }, () => fuzzedLine(random));
  // An empty line at the end would be none.
  input.push(JSON.stringify(rightCase(random)));
  const { code, out } = await runInside(["stats", "--stream"], { input: input.join("\n") });
  const answers = out.split("\n").map((line): Answered => JSON.parse(line));
  assertEquals([code, answers.length], [2, input.length]);
  const faults = answers.flatMap((answer, index) => {
    const line = input[index] ?? "";
    const fault = faultOf(answer, "error" in answer ? {} : JSON.parse(line));
    return fault === null ? [] : [`${fault}: ${line.slice(0, 300)}`];
  });
  assertEquals(faults, []);
  // Else it would not be damage, or nothing but damage.
  const wrongCount = answers.filter((answer) => "error" in answer).length;
  assert(wrongCount > 0.2 * CASE_COUNT && wrongCount < 0.8 * CASE_COUNT, `${wrongCount} wrong`);
  const verdicts = new Set(answers.flatMap(({ verdict }) => verdict ?? []));
  assertEquals([...verdicts].sort(), ["faster", "same", "slower", "unclear"]);
});
