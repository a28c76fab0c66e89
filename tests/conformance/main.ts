/**
 * The conformance table's command line: gets the peers, judges kernels and writes the table.
 *
 * `install` · `measure [--kernel NAME]... [--runs N]` · `table`
 */
import { parseArgs } from "@std/cli";
import { fromFileUrl } from "@std/path";
import { findHelperPython, say } from "../support/python_driver.ts";
import { judge, listChecks, type Row } from "./judge.ts";
import { REQUIREMENTS } from "./requirements.ts";
import { gather, parseResults, type Results } from "./results.ts";
import { PEER_PATIENCE_S, type Subject, SUBJECTS } from "./subjects.ts";
import { conformanceTable } from "./table.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));
const RESULTS = new URL("results.json", import.meta.url);
const README = new URL("README.md", import.meta.url);
const USAGE = "Usage: main.ts install | measure [--kernel NAME]... [--runs N] | table";

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const { _: [command], kernel, runs } = parseArgs(args, {
    string: ["kernel", "runs"],
    collect: ["kernel"],
    default: { runs: "1" },
  });
  if (command === "install") return await installPeers();
  const helper = await findHelperPython();
  if (helper.kind === "missing") {
    say(`Cannot judge kernels: ${helper.missing}`);
    return 1;
  }
  switch (command) {
    case "measure":
      await measure(kernel, { python: helper.python, runs: Number(runs) });
      return 0;
    case "table":
      await Deno.writeTextFile(README, await readmeText(helper.python));
      return 0;
    default:
      say(USAGE);
      return 2;
  }
}

/** The text that README.md must have: made from the results, formatted as this checkout formats. */
export async function readmeText(python: string): Promise<string> {
  const checks = await listChecks(python);
  const hows = new Map(checks.map(({ id, how }) => [id, how]));
  const results = parseResults(await Deno.readTextFile(RESULTS));
  return await format(conformanceTable({ sections: REQUIREMENTS, results, hows }), "md");
}

/** Installs the kernels that npm has, each in a folder of its own; the answer is the exit code. */
export async function installPeers(): Promise<number> {
  for (const { title, install } of SUBJECTS) {
    if (install === null) continue;
    say(`${title}: ${install.join(" ")}`);
    const [command = "", ...args] = install;
    const { code } = await new Deno.Command(command, { args, cwd: ROOT, stdin: "null" }).spawn()
      .status;
    if (code !== 0) return code;
  }
  return 0;
}

async function measure(
  names: readonly string[],
  { python, runs }: { python: string; runs: number },
): Promise<void> {
  const chosen = SUBJECTS.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const subject of chosen) await measureOne(subject, { python, runs });
}

async function measureOne(
  subject: Subject,
  { python, runs }: { python: string; runs: number },
): Promise<void> {
  const { name, title, dialect } = subject;
  await using found = await subject.describe(python);
  if (found.kind === "missing") return say(`${title}: ${found.missing}`);
  const rows: Row[] = [];
  const patience = name === "probebook" ? {} : { patienceS: PEER_PATIENCE_S };
  for (let run = 1; run <= runs; run++) {
    for await (const row of judge({ python, dialect, kernelJson: found.kernelJson, ...patience })) {
      rows.push(row);
      say(`${title} ${run}/${runs} ${row.result} ${row.id}`);
    }
  }
  const date = new Date().toISOString().slice(0, 10);
  const outcomes = gather(rows, { root: ROOT });
  await record({ [name]: { title, version: found.version, date, runs, outcomes } });
}

/** Read again after each kernel: judging all of them takes an hour, and a cut run keeps what it has. */
async function record(fresh: Results): Promise<void> {
  const known: Results = { ...await readResults(), ...fresh };
  const ordered: Results = {};
  for (const { name } of SUBJECTS) {
    const judgement = known[name];
    if (judgement !== undefined) ordered[name] = judgement;
  }
  await Deno.writeTextFile(RESULTS, await format(JSON.stringify(ordered), "json"));
}

async function readResults(): Promise<Results> {
  try {
    return parseResults(await Deno.readTextFile(RESULTS));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

async function format(text: string, extension: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", extension, "-"],
    ...{ cwd: ROOT, stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const writer = child.stdin.getWriter();
  const written = writer.write(new TextEncoder().encode(text)).then(() => writer.close());
  const [{ success, stdout, stderr }] = await Promise.all([child.output(), written]);
  if (!success) throw new Error(`Cannot format the table: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
