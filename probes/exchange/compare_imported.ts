/** Compares arms that came out of files. */

import type { ProbeValue } from "../catalog/probe.ts";
import type { ComparisonResult } from "../compare/compare.ts";
import { type Comparison, MIN_EFFECT_DEFAULT } from "../compare/comparison.ts";
import { compareFamily } from "../compare/comparison_family.ts";
import { adviseOnRounds } from "../compare/comparison_flags.ts";
import { comparisonTable } from "../compare/comparison_table.ts";
import { DISPLAY } from "../show/display.ts";
import type { Flag } from "../show/flag.ts";
import { checkOptions, shown } from "../measure/options.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import { sentenceOf } from "../compare/sentence.ts";
import { tableBundle } from "../show/table.ts";
import { blockedMeasurement } from "./blocked.ts";
import type { ImportedArm } from "./open.ts";

/** How to compare what files held. */
export interface CompareImported {
  /** Label of the arm that the others are compared with; the first one when not given. */
  readonly base?: string;
  /** Labels of the others; all that measured the same when not given. */
  readonly test?: string | readonly string[];
  /** What was measured, where the files hold several benchmarks; the first that two arms share when not given. */
  readonly benchmark?: string;
  /** Key of the value; the main one when not given. */
  readonly value?: string;
  /** Ratios within this share of 1 count as the same; 0.01 when not given. */
  readonly minEffect?: number;
  /** Gives a verdict also where the arms did not take turns. */
  readonly force?: boolean;
}

const DOING = "Cannot compare imported measurements";
/** As many as are compared in a second (20,000 took 0.8 s on two shared cores, November 2026). */
const PROCESSES_MAX = 20_000;

const OPTIONS: readonly (keyof CompareImported)[] = [
  "base",
  "test",
  "benchmark",
  "value",
  "minEffect",
  "force",
];

/** Compares imported arms; throws where the options do not fit to them. */
export function compareImported(
  arms: readonly ImportedArm[],
  options: CompareImported = {},
): ComparisonResult {
  checkOptions(DOING, options, OPTIONS);
  const { minEffect = MIN_EFFECT_DEFAULT, force = false } = options;
  if (!(minEffect >= 0 && minEffect < 1)) {
    throw new RangeError(
      `${DOING}: "minEffect" is ${shown(minEffect)}, a share such as 0.01 is needed`,
    );
  }
  const { base, tests } = choose(arms, options);
  for (const { label, arm } of [base, ...tests]) {
    if (arm.processes.length <= PROCESSES_MAX) continue;
    throw new RangeError(
      `${DOING}: "${label}" has ${arm.processes.length} processes, at most ${PROCESSES_MAX} can be compared`,
    );
  }
  const value = valueOf([base, ...tests], options.value);
  const isInterleaved = tests.every(({ measurement }) => measurement === base.measurement);
  const tookTurns = isInterleaved && base.measurement.probe !== "imported";
  const measurement = tookTurns ? base.measurement : blockedMeasurement(base, tests);
  const armOf = ({ arm, label }: ImportedArm) => tookTurns ? arm : findArm(measurement, label);
  const { members, claimCount } = compareFamily(
    tests.map((test) => ({ measurement, base: armOf(base), test: armOf(test), value, minEffect })),
  );
  const rows = members.map((row, index) => {
    const test = tests[index];
    // There is no budget that could be raised.
    const advised = {
      ...row,
      flags: row.flags.map((flag) => adviseOnRounds(flag, "ask for a file with more processes")),
    };
    return tookTurns || test === undefined ? advised : cautious(advised, { base, test, force });
  });
  return asResult(rows, { measurement, claimCount, arms: [base, ...tests] });
}

interface Chosen {
  readonly base: ImportedArm;
  readonly tests: readonly [ImportedArm, ...ImportedArm[]];
}

function choose(arms: readonly ImportedArm[], { base, test, benchmark }: CompareImported): Chosen {
  const named = [base, ...(typeof test === "string" ? [test] : test ?? [])]
    .filter((label) => label !== undefined);
  for (const label of named) {
    if (!arms.some((arm) => arm.label === label)) {
      throw unknown(
        "arm",
        label,
        arms.map((a) => a.label),
      );
    }
  }
  const benchmarks = [...new Set(arms.map((arm) => arm.benchmark))];
  if (benchmark !== undefined && !benchmarks.includes(benchmark)) {
    throw unknown("benchmark", benchmark, benchmarks);
  }
  const groups = benchmarks.filter((name) => benchmark === undefined || name === benchmark)
    .map((name) => arms.filter((arm) => arm.benchmark === name));
  const group = groups.find((members) =>
    members.length > 1 && named.every((label) => members.some((arm) => arm.label === label))
  );
  if (group === undefined) {
    const has = arms.map((arm) => `"${arm.label}" of "${arm.benchmark}"`).join(", ");
    throw new RangeError(`${DOING}: two arms of one benchmark are needed, there are ${has}`);
  }
  const first = base === undefined
    // The first that is not to be tested itself.
    ? group.find(({ label }) => !named.includes(label)) ?? group[0]
    : group.find(({ label }) => label === base);
  const [one, ...more] = group.filter((arm) =>
    arm !== first && (test === undefined || named.includes(arm.label))
  );
  if (first === undefined || one === undefined) {
    throw new RangeError(`${DOING}: base and test are the same arm, "${base}"`);
  }
  return { base: first, tests: [one, ...more] };
}

function unknown(what: string, name: string, known: readonly string[]): RangeError {
  const names = [...new Set(known)].map((entry) => `"${entry}"`).join(", ");
  return new RangeError(`${DOING}: there is no ${what} "${name}", there are ${names}`);
}

/** The value that all of them have, in one unit. */
function valueOf(arms: readonly ImportedArm[], key: string | undefined): ProbeValue {
  const [first, ...others] = arms.map(({ measurement }) => measurement);
  const value = first?.values.find((candidate) => candidate.key === (key ?? first.value.key));
  if (first === undefined || value === undefined) {
    throw unknown("value", `${key}`, first?.values.map((known) => known.key) ?? []);
  }
  const isShared = others.every(({ values }) => values.some((own) => own.key === value.key));
  const kinds = new Set(
    arms.map(({ measurement: { values } }) => values.find((own) => own.key === value.key)?.kind),
  );
  // Many timings a process here and one there: only the processes' levels can be compared.
  if (isShared) return kinds.size === 1 ? value : { ...value, kind: "once" };
  throw new RangeError(`${DOING}: not all of the arms have the value "${value.key}"`);
}

function findArm(measurement: MeasurementResult, label: string): MeasuredArm {
  const arm = measurement.arms.find((candidate) => candidate.label === label);
  if (arm === undefined) throw new TypeError(`${DOING}: the arm "${label}" was lost`);
  return arm;
}

/** Without turns there is no verdict, unless somebody insists; counts do not depend on the hour. */
function cautious(
  row: Comparison,
  { base, test, force }: {
    readonly base: ImportedArm;
    readonly test: ImportedArm;
    readonly force: boolean;
  },
): Comparison {
  if (row.kind === "exact") return row;
  const flags: Flag[] = [
    ...row.flags,
    {
      kind: "not_interleaved",
      text:
        `${row.base} and ${row.test} did not take turns, so that load, machine and the luck of ` +
        "the hour are in the ratio too; measure both in one comparison",
    },
    ...paramFlags(base, test),
  ];
  if (force) return { ...row, flags };
  const limited: Comparison = { ...row, flags, verdict: "unclear", needMore: null };
  const sentence = sentenceOf(limited).replace(/^unclear:/, "unclear (not interleaved):");
  return { ...limited, sentence };
}

function paramFlags(base: ImportedArm, test: ImportedArm): Flag[] {
  const [left, right] = [base, test].map(({ arm }) => arm.params);
  const names = Object.keys(left ?? {}).filter((name) => left?.[name] !== right?.[name]);
  if (names.length === 0) return [];
  const texts = names.map((name) => `${name} = ${left?.[name]} and ${right?.[name]}`);
  return [{
    kind: "other_parameters",
    text: `They were measured with different parameters (${texts.join(", ")}); ` +
      "compare what was measured alike",
  }];
}

function asResult(
  rows: readonly Comparison[],
  { measurement, claimCount, arms }: {
    readonly measurement: MeasurementResult;
    readonly claimCount: number;
    readonly arms: readonly ImportedArm[];
  },
): ComparisonResult {
  const [first] = rows;
  if (first === undefined) throw new TypeError(`${DOING}: there is nothing to compare`);
  const files = [...new Set(arms.map(({ file }) => file))].join(", ");
  const result: ComparisonResult = {
    ...first,
    rows,
    claimCount,
    measurement,
    ending: measurement.ending,
    budget: measurement.budget,
    [DISPLAY]() {
      const table = comparisonTable(result);
      const flags = new Set(rows.flatMap((row) => row.flags.map(({ text }) => `${text}.`)));
      const note = [`Imported from ${files}; nothing was measured here.`, ...flags].join("\n");
      return tableBundle({ ...table, note });
    },
  };
  return result;
}
