/** The conformance table as Markdown, made from the requirements and the recorded results. */
import type { Level } from "./judge.ts";
import { BEYOND, type Requirement, type Section } from "./requirements.ts";
import { type Judgement, type Outcome, type Results, verdictOf } from "./results.ts";

/** What the table is made of. */
export interface TableParts {
  readonly sections: readonly Section[];
  readonly results: Results;
  /** By the check's id, how it is tested. */
  readonly hows: ReadonlyMap<string, string>;
}

const LEVELS: readonly Level[] = ["MUST", "SHOULD", "NICE"];

const INTRODUCTION = `# Conformance

Every line is a behaviour that a client sees over the wire, with nothing but Jupyter messages. MUST:
the messaging specification or the safety of a learner's work asks for it. SHOULD: every front end
uses it or another kernel does it. NICE: quality beyond that.

This file is made by \`deno run -A tests/conformance/main.ts table\` from \`results.json\`, which
\`deno run -A tests/conformance/main.ts measure\` writes; \`... install\` gets the kernels from npm. The
checks are \`driver.py\` and \`checks/\`; \`deno task test\` judges our kernel by all of them, and
\`deno task test:all\` the others too.

A check fails when it failed in any run. Kernels get cells in their own language: a line that cannot
be asked of one is _not judged_, with the reason below, and so is a program of a check that its
language lacks. tslab prints values and errors instead of sending them: outside the lines about those
messages its text counts, and it is left alone for the 0.3 s after an error in which it refuses cells.
Kernels other than ours have 8 s for a step, ours has 15 s. A kernel that loses output loses more on a
busy machine: the recorded runs had other work beside them.
`;

/** The whole file, not yet formatted. */
export function conformanceTable({ sections, results, hows }: TableParts): string {
  const kernels = Object.values(results);
  return [
    INTRODUCTION,
    ...totals(sections, kernels),
    ...sections.flatMap((section) => sectionTable(section, { kernels, hows })),
    ...ownFailures(sections, kernels[0]),
    ...neverFailed(sections, kernels),
    ...notJudged(sections, kernels),
  ].join("\n");
}

function totals(sections: readonly Section[], kernels: readonly Judgement[]): string[] {
  const required = sections.filter(({ title }) => title !== BEYOND).flatMap(({ lines }) => lines);
  const beyond = sections.filter(({ title }) => title === BEYOND).flatMap(({ lines }) => lines);
  const row = (title: string, lines: readonly Requirement[]) => [
    title,
    ...kernels.map((kernel) => total(lines.map(({ id }) => kernel.outcomes[id]))),
  ];
  const rows = [
    ...LEVELS.map((level) => row(level, required.filter((line) => line.level === level))),
    row("beyond", beyond),
  ];
  return [
    "## Passed of judged",
    "",
    ...markdown(["level", ...kernels.map(({ title }) => title)], [
      ...rows,
      ["version", ...kernels.map(({ version }) => version)],
      ["judged on", ...kernels.map(({ date }) => date)],
      ["runs", ...kernels.map(({ runs }) => String(runs))],
    ]),
    "",
  ];
}

function total(outcomes: readonly (Outcome | undefined)[]): string {
  const kinds = outcomes.map((outcome) => outcome && verdictOf(outcome).kind);
  const passed = kinds.filter((kind) => kind === "pass").length;
  return `${passed}/${passed + kinds.filter((kind) => kind === "fail").length}`;
}

interface Columns {
  kernels: readonly Judgement[];
  hows: ReadonlyMap<string, string>;
}

function sectionTable({ title, lines }: Section, { kernels, hows }: Columns): string[] {
  const header = ["line", "level", "how it is tested", ...kernels.map(({ title }) => title)];
  const rows = lines.map(({ id, level, text }) => [
    ...[escaped(text), level, escapedHow(hows.get(id) ?? "")],
    ...kernels.map(({ outcomes }) => shown(outcomes[id])),
  ]);
  return [`## ${title}`, "", ...markdown(header, rows), ""];
}

function shown(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "no result";
  const verdict = verdictOf(outcome);
  switch (verdict.kind) {
    case "pass":
      return "pass";
    case "not judged":
      return "not judged";
    case "fail":
      return verdict.failed === verdict.judged
        ? "**fails**"
        : `**fails** ${verdict.failed} of ${verdict.judged}`;
  }
}

function ownFailures(sections: readonly Section[], own: Judgement | undefined): string[] {
  if (own === undefined) return [];
  const failing = sections.flatMap(({ lines }) => lines).flatMap(({ id, text }) => {
    const outcome = own.outcomes[id];
    return outcome !== undefined && outcome.fail > 0 ? [`- ${escaped(text)}`] : [];
  });
  const list = failing.length === 0 ? ["None."] : failing;
  return [`## What ${own.title} fails`, "", ...list, ""];
}

/** A check that no kernel fails has not yet shown that it can fail. */
function neverFailed(sections: readonly Section[], kernels: readonly Judgement[]): string[] {
  const lines = sections.flatMap(({ lines }) => lines);
  const quiet = lines.filter(({ id }) => kernels.every(({ outcomes }) => !outcomes[id]?.fail));
  return [
    "## What no kernel fails",
    "",
    `${
      lines.length - quiet.length
    } of ${lines.length} checks were seen to fail on a kernel. The others:`,
    "",
    ...quiet.map(({ text }) => `- ${escaped(text)}`),
    "",
  ];
}

function notJudged(sections: readonly Section[], kernels: readonly Judgement[]): string[] {
  const groups = kernels.flatMap(({ title, outcomes }) => {
    const reasons = new Map<string, string[]>();
    for (const { id } of sections.flatMap(({ lines }) => lines)) {
      const outcome = outcomes[id];
      if (outcome === undefined || verdictOf(outcome).kind !== "not judged") continue;
      reasons.set(outcome.detail, [...reasons.get(outcome.detail) ?? [], `\`${id}\``]);
    }
    const entries = [...reasons].map(([reason, ids]) => `- ${escaped(reason)}: ${ids.join(", ")}`);
    return entries.length === 0 ? [] : [`### ${title}`, "", ...entries, ""];
  });
  return ["## Not judged, and why", "", ...groups];
}

function markdown(header: readonly string[], rows: readonly string[][]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/** Text with characters that Markdown would take for marks; code in backquotes stays as it is. */
function escaped(text: string): string {
  return text.split(/(`[^`]*`)/).map((part) =>
    part.startsWith("`")
      ? part.replaceAll("|", "\\|")
      : part.replace(/[\\*<>[\]|]|\b_|_\b/g, "\\$&")
  ).join("");
}

/** A program in backquotes may hold backquotes of its own. */
function escapedHow(how: string): string {
  const program = /^(.*, the first begins )`(.*)`$/.exec(how);
  if (program === null) return escaped(how);
  const [, before = "", code = ""] = program;
  return `${before}\`\` ${code.replaceAll("|", "\\|")} \`\``;
}
