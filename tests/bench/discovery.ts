/**
 * How long it takes to find the interpreters of this machine, in turns with `uv python list` where uv is on PATH.
 *
 * `deno run -A tests/bench/discovery.ts [ROUNDS]`: wanted are 3 s for 15 programs when none is known, and 50 ms when all
 * are. uv looks into fewer places, and also starts the shims that it finds on PATH.
 */
import { openAnswers } from "../../probes/interpreters/answers.ts";
import { askAll } from "../../probes/interpreters/ask_all.ts";
import { findCandidates } from "../../probes/interpreters/candidates.ts";
import { makeTable } from "../../probes/mod.ts";
import { say } from "../support/python_driver.ts";

/** Enough for a middle value that one busy moment does not move. */
const ROUNDS = 5;

const PLACES = { environment: Deno.env.toObject(), os: Deno.build.os };

type Way = readonly [name: string, search: () => Promise<void>];

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main([rounds = `${ROUNDS}`]: string[]): Promise<number> {
  const roundCount = Number(rounds);
  if (!Number.isInteger(roundCount) || roundCount < 1) {
    say(`Cannot time the search: "${rounds}" is no number of rounds`);
    return 2;
  }
  const path = await Deno.makeTempFile({ prefix: "probebook_discovery_" });
  try {
    say(await table(await waysOf(path), roundCount));
  } finally {
    await Deno.remove(path);
  }
  return 0;
}

async function waysOf(path: string): Promise<Way[]> {
  const session = new Map();
  const search = async (file: string | null, known = new Map()) => {
    await askAll(candidates(), { answers: openAnswers(file, known) });
  };
  const uv = (...args: string[]) => async () => {
    const words = ["python", "list", "--only-installed", "--offline", ...args];
    await new Deno.Command("uv", { args: words, stdout: "null", stderr: "null" }).output();
  };
  await search(path);
  await search(null, session);
  const own: Way[] = [
    ["none known", () => search(null)],
    ["known from the file", () => search(path)],
    ["known from the session", () => search(null, session)],
  ];
  if (!await hasUv()) return own;
  return [...own, ["uv, none known", uv("--no-cache")], ["uv, all known", uv()]];
}

async function table(ways: readonly Way[], roundCount: number): Promise<string> {
  const times = ways.map((): number[] => []);
  for (let round = 0; round < roundCount; round++) {
    for (const [index, [, search]] of ways.entries()) {
      const startedMs = performance.now();
      await search();
      times[index]?.push(performance.now() - startedMs);
    }
  }
  const rows = ways.map(([name], index) => {
    const sorted = times[index]?.toSorted((left, right) => left - right) ?? [];
    const picked = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    return [name, ...picked.map((ms) => (ms ?? NaN).toFixed(0))];
  });
  return makeTable({
    caption: `${candidates().length} programs, ${roundCount} rounds, load ${loadText()}`,
    columns: [
      { title: "Search" },
      ...["least ms", "median ms", "most ms"].map((title) => ({ title, align: "right" as const })),
    ],
    rows,
  }).toString();
}

function candidates() {
  return findCandidates(PLACES).filter((entry) => entry.kind === "candidate");
}

function loadText(): string {
  return Deno.loadavg().map((load) => load.toFixed(1)).join(", ");
}

async function hasUv(): Promise<boolean> {
  try {
    return (await new Deno.Command("uv", { args: ["--version"], stdout: "null" }).output()).success;
  } catch {
    // Not installed: the other lines stand alone.
    return false;
  }
}
