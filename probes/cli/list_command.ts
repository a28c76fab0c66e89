/** `deno task probe list`: which probes there are, what they can be given and what they measure. */

import { type Probe, type ProbeParameter, PROBES, type ProbeValue } from "../catalog.ts";
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
    ...parameters.map((parameter) => [
      "--param",
      `${parameter.name}=${defaultText(parameter)}`,
      [
        parameter.meaning,
        rangeText(parameter),
      ].join(": "),
    ]),
    ...values.map(({ key, name, unit, kind }, index) => [
      index === 0 ? "(main)" : "--value",
      key,
      `${name}${unit === "" ? "" : `, ${unit}`} (${kind})`,
    ]),
  ];
  const width = Math.max(...rows.map(([, text = ""]) => text.length));
  const lines = rows.map(([head = "", text = "", meaning = ""]) =>
    `    ${head.padEnd(7)}  ${text.padEnd(width)}  ${meaning}`
  );
  return [name, `  ${title}. ${summary}`, ...lines].join("\n");
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
