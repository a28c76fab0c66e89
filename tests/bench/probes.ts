/**
 * Our comparisons beside pyperf, hyperfine and timeit on the same true effects: the tight loop against itself and against
 * one with 2 % and with 5 % more to do. Tools and effects take turns, so that all meet the same moods of the machine.
 */
import { parseArgs } from "@std/cli";
import { fromFileUrl } from "@std/path";
import { findPythons } from "../../probes/interpreters/mod.ts";
import type { Interpreter } from "../../probes/mod.ts";
import {
  CATALOGUE_PYTHONS,
  cataloguePythons,
  type CatalogueRow,
  catalogueTable,
  measureCatalogue,
} from "./catalogue.ts";
import { say } from "../support/python_driver.ts";
import { prepareTestPython } from "../support/test_python.ts";
import { decisionLine, memoryOf, processLine } from "./probe_limits.ts";
import { findTools, type Tool } from "./probe_tools.ts";
import { toolTable, type ToolTried } from "./tool_table.ts";
import { tally, tallyText } from "./verdict_tally.ts";

/** The true ratios. */
const TRUTHS: readonly number[] = [1, 1.02, 1.05];

const USAGE =
  `Usage: deno task bench:probes [--tries N] [--budgets B,B] [--tools WORD,WORD] [--python PYTHON] [--json]
       deno task bench:probes --catalogue [--budget B] [--json]

Prints a table, our verdicts in full, and what measuring itself costs. With --catalogue it times the
whole catalogue instead, in three CPythons.

  --tries N          how often each tool meets each effect (default: 3)
  --budgets B,B      of our comparisons (default: quick,10s)
  --tools WORD,WORD  tools whose name contains one of these; "probebook" leaves the others out
  --python PYTHON    a path or a name; the tests' own when not given
  --catalogue        the catalogue instead
  --budget B         of each of its measurements (default: quick)
  --json             prints a line of JSON for each comparison
  --help             prints this`;

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const options = parseArgs(args, {
    string: ["tries", "python", "budgets", "tools", "budget"],
    boolean: ["json", "catalogue", "help"],
    alias: { help: "h" },
    default: { tries: "3", budgets: "quick,10s", tools: "", budget: "quick" },
  });
  if (options.help) {
    say(USAGE);
    return 0;
  }
  if (options.catalogue) return await timeCatalogue(options);
  const tries = Number(options.tries);
  if (!Number.isInteger(tries) || tries < 1) {
    return refuse(`--tries is "${options.tries}", a count is needed`);
  }
  const found = await findPython(options.python);
  if (typeof found === "string") return refuse(found);
  const { python, path } = found;
  const { tools, missing } = await findTools(python, {
    budgets: options.budgets.split(","),
    pyperf: path,
  });
  const wanted: string[] = options.tools.split(",");
  const chosen = tools.filter(({ name }) => wanted.some((word) => name.includes(word)));
  if (chosen.length === 0) return refuse(`no tool's name contains "${options.tools}"`);
  const tried: ToolTried[] = [];
  for await (const one of comparisons(chosen, tries)) {
    tried.push(one);
    if (options.json) say(JSON.stringify(one));
    else progress(tried.length);
  }
  if (!options.json) await report(tried, { python, missing });
  return 0;
}

async function timeCatalogue(
  { budget, json }: { readonly budget: string; readonly json: boolean },
): Promise<number> {
  const pythons = await cataloguePythons();
  if (pythons.length < CATALOGUE_PYTHONS) {
    return refuse(`${CATALOGUE_PYTHONS} CPythons are needed, there are ${pythons.length}`);
  }
  const rows: CatalogueRow[] = [];
  for await (const row of measureCatalogue(pythons, { budget })) {
    rows.push(row);
    if (json) say(JSON.stringify(row));
    else progress(rows.length);
  }
  if (!json) {
    say(`\n${pythons.map(({ name }) => name).join(", ")}, ${loadText()}\n${catalogueTable(rows)}`);
  }
  return 0;
}

function refuse(reason: string): number {
  say(`Cannot compare tools: ${reason}`);
  return 2;
}

/** Every tool on every effect, as often as asked; who begins changes from turn to turn. */
async function* comparisons(tools: readonly Tool[], tries: number): AsyncGenerator<ToolTried> {
  for (let index = 0; index < tries; index++) {
    for (const [place, truth] of TRUTHS.entries()) {
      const first = (index + place) % tools.length;
      for (const tool of [...tools.slice(first), ...tools.slice(0, first)]) {
        yield* await tool.compare(truth);
      }
    }
  }
}

async function report(
  tried: readonly ToolTried[],
  { python, missing }: { python: Interpreter; missing: readonly string[] },
): Promise<void> {
  say(`\n${python.name} (${python.build.family}), ${loadText()}`);
  say(toolTable(tried));
  for (const line of missing) say(line);
  const ours = new Set(tried.filter(({ low }) => low !== null).map(({ tool }) => tool));
  for (const name of ours) {
    say(`\n${name}\n${tallyText(tally(tried.filter(({ tool }) => tool === name)))}`);
  }
  say(`\n${decisionLine()}`);
  say(await memoryOf());
  say(await processLine(python));
}

/** The one that was named, else the tests' own, which has pyperf; all tools use the same. */
async function findPython(
  named: string | undefined,
): Promise<{ python: Interpreter; path: string } | string> {
  const path = named ?? await testPython();
  if (path === null) return "there is no Python for the tests; --python names another";
  const [found] = await findPythons([path], { base: Deno.cwd() });
  if (found?.kind !== "found") return `"${path}" is no CPython that can be measured`;
  const { interpreter } = found;
  return { python: interpreter, path: path.includes("/") ? path : interpreter.executable };
}

async function testPython(): Promise<string | null> {
  const root = fromFileUrl(new URL("../../", import.meta.url));
  const made = await prepareTestPython({ root });
  return made.kind === "ready" ? made.python : null;
}

/** What else the machine did: the average number of programs that wanted a processor. */
function loadText(): string {
  return `load ${Deno.loadavg().map((load) => load.toFixed(1)).join(", ")} (1, 5, 15 min)`;
}

function progress(done: number): void {
  if (!Deno.stderr.isTerminal()) return;
  Deno.stderr.writeSync(new TextEncoder().encode(`\r${done} comparisons`));
}
