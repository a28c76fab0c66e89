/** Reads pyperf's JSON. */

import { z } from "zod";
import type { MeasurementResult } from "../measure/result.ts";
import { foreignMeasurement } from "./foreign.ts";
import { parseFile } from "./parse_file.ts";

/** What a reader is told beside the text. */
export interface ReadOptions {
  /** Name of the file, for messages and labels; "the file" when not given. */
  readonly file?: string;
}

interface PyperfRun {
  metadata?: Record<string, unknown> | undefined;
  warmups?: [number, number][] | null | undefined;
  values?: number[] | undefined;
}

interface PyperfJson {
  version: "1.0";
  metadata?: Record<string, unknown> | null | undefined;
  benchmarks: { metadata?: Record<string, unknown> | undefined; runs: PyperfRun[] }[];
}

const metadata = z.record(z.string(), z.unknown());

const pyperfJson: z.ZodType<PyperfJson> = z.object({
  // Since pyperf 1.0 of 2017; earlier files keep raw values in other fields.
  version: z.literal("1.0"),
  metadata: metadata.nullish(),
  benchmarks: z.array(z.object({
    metadata: metadata.optional(),
    runs: z.array(z.object({
      metadata: metadata.optional(),
      warmups: z.array(z.tuple([z.number(), z.number()])).nullish(),
      values: z.array(z.number()).optional(),
    })),
  })).min(1),
});

/**
 * Reads a file of pyperf: one measurement a benchmark, each with a single arm.
 *
 * Runs without values are pyperf's calibration and left out. Throws a `SyntaxError` or `TypeError` that says what is
 * wrong with the file.
 */
export function fromPyperf(
  text: string,
  { file = "the file" }: ReadOptions = {},
): readonly MeasurementResult[] {
  const json = parseFile(text, { file, schema: pyperfJson, what: "a pyperf file" });
  return json.benchmarks.map((benchmark, index) => {
    const common = { ...json.metadata, ...benchmark.metadata };
    const of = (name: string) => textOf(common[name] ?? benchmark.runs[0]?.metadata?.[name]);
    const unit = of("unit");
    return foreignMeasurement({
      title: of("name") ?? `benchmark ${index + 1}`,
      unit: unit === "byte" || unit === "integer" ? unit : "second",
      file,
      flags: [],
      arms: [{
        label: of("probebook_arm") ?? stem(file),
        version: of("python_version"),
        compiler: of("python_compiler"),
        executable: of("python_executable"),
        processes: benchmark.runs.filter(({ values = [] }) => values.length > 0).map((run) => ({
          values: [...(run.warmups ?? []).map(([, seconds]) => seconds), ...run.values ?? []],
        })),
      }],
    });
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function stem(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  return name.replace(/\.gz$/, "").replace(/\.json$/, "") || file;
}
