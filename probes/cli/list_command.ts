/** `deno task probe list`: which probes there are, what they can be given and what they measure. */

import { PROBES } from "../catalog/catalog.ts";
import type { Probe, ProbeParameter, ProbeValue } from "../catalog/probe.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { refuseWords } from "./probe_options.ts";
import { EXIT } from "./surroundings.ts";

const OPTIONS: readonly OptionSpec[] = [
  { name: "--json", takes: null, meaning: "print an array, one object a probe" },
  HELP,
];

/** `deno task probe list`. */
export const LIST: Command = {
  options: OPTIONS,
  usage: `Usage: deno task probe list [--json]

Lists the probes with their parameters and values.

${optionLines(OPTIONS)}

Exit codes: 0 done; 2 wrong usage.`,
  run(options, { print }) {
    refuseWords(options, "list probes");
    const probes = Object.values(PROBES);
    print(
      options.has("--json")
        ? JSON.stringify(probes.map(probeJson), null, 2)
        : probes.map(probeText).join("\n\n"),
    );
    return Promise.resolve(EXIT.done);
  },
};

/** What others read of a probe. */
export interface ProbeJson {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly kind: string;
  readonly parameters: readonly ProbeParameter[];
  /** The main one first. */
  readonly values: readonly ProbeValue[];
}

function probeJson({ name, title, summary, kind, parameters, values }: Probe): ProbeJson {
  return { name, title, summary, kind, parameters, values };
}

function probeText({ name, title, summary, parameters, values }: Probe): string {
  const rows = [
    ...parameters.map((parameter): Row => ({
      head: "--param",
      text: `${parameter.name}=${defaultText(parameter)}`,
      meaning: `${parameter.meaning}: ${rangeText(parameter)}`,
    })),
    ...values.map(({ key, name, unit, kind }, index): Row => ({
      head: index === 0 ? "(main)" : "--value",
      text: key,
      meaning: `${name}${unit === "" ? "" : `, ${unit}`} (${kind})`,
    })),
  ];
  const width = Math.max(...rows.map(({ text }) => text.length));
  const lines = rows.flatMap(({ head, text, meaning }) => {
    const begin = `    ${head.padEnd(7)}  ${text.padEnd(width)}  `;
    return wrapped(meaning, { first: begin, rest: " ".repeat(begin.length) });
  });
  const about = wrapped(`${title}. ${summary}`, { first: "  ", rest: "  " });
  return [name, ...about, ...lines].join("\n");
}

interface Row {
  readonly head: string;
  readonly text: string;
  readonly meaning: string;
}

/** Longest line, unless a single word is longer: a terminal that is not small. */
const LINE_LENGTH_MAX = 100;

function wrapped(text: string, { first, rest }: { first: string; rest: string }): string[] {
  const lines = [first];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    const isBegin = line === first || line === rest;
    if (!isBegin && line.length + word.length >= LINE_LENGTH_MAX) lines.push(rest + word);
    else lines[lines.length - 1] = isBegin ? line + word : `${line} ${word}`;
  }
  return lines;
}

function defaultText(parameter: ProbeParameter): string {
  if (typeof parameter.default !== "object") return `${parameter.default}`;
  const { smoke, quick, careful } = parameter.default;
  return `${smoke}|${quick}|${careful}`;
}

function rangeText(parameter: ProbeParameter): string {
  switch (parameter.kind) {
    case "number": {
      const range = `${parameter.min} to ${parameter.max}`;
      return typeof parameter.default === "object"
        ? `${range}; on smoke, quick, careful as shown`
        : range;
    }
    case "choice":
      return parameter.choices.join(", ");
  }
}
