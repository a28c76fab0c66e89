/** Runs `driver.py`: the list of checks, and how one kernel comes out of them. */
import { z } from "zod";
import { helperLines, type HelperRun, runHelper } from "../support/python_driver.ts";

const DRIVER = new URL("driver.py", import.meta.url);

/** How much a line of the requirements weighs. */
export type Level = "MUST" | "SHOULD" | "NICE";

/** One check as the driver knows it. */
export interface Check {
  id: string;
  level: Level;
  text: string;
  /** In one sentence, how it is tested. */
  how: string;
}

/** How one check came out; `skip` means not judged, for the reason in `detail`. */
export interface Row {
  id: string;
  level: Level;
  text: string;
  result: "pass" | "fail" | "skip";
  detail: string;
  seconds: number;
}

/** Which kernel is judged, and in which language its cells are written. */
export interface JudgeOptions {
  readonly python: string;
  /** The folder of a kernel.json, or the name of an installed kernel. */
  readonly kernelJson: string;
  readonly dialect: string;
  /** How long a single step may take before it counts as hung. */
  readonly patienceS?: number;
}

const levelSchema = z.enum(["MUST", "SHOULD", "NICE"]);

const checkSchema: z.ZodType<Check> = z.object({
  id: z.string(),
  level: levelSchema,
  text: z.string(),
  how: z.string(),
});

const rowSchema: z.ZodType<Row> = z.object({
  id: z.string(),
  level: levelSchema,
  text: z.string(),
  result: z.enum(["pass", "fail", "skip"]),
  detail: z.string(),
  seconds: z.number(),
});

/** Every check, in the order in which they run. */
export async function listChecks(python: string): Promise<Check[]> {
  const lines = await helperLines(DRIVER, { python, args: ["--list"] });
  return lines.map((line) => checkSchema.parse(JSON.parse(line)));
}

/** Judges one kernel; a row comes as soon as its check has ended. */
export async function* judge(options: JudgeOptions): AsyncGenerator<Row> {
  const { python, kernelJson, dialect, patienceS } = options;
  const env: Record<string, string> = patienceS === undefined
    ? {}
    : { PROBEBOOK_TEST_PATIENCE_S: String(patienceS) };
  const args = ["--kernel-json", kernelJson, "--dialect", dialect];
  const run: HelperRun = runHelper(DRIVER, { python, args, env });
  for await (const line of run.lines) yield rowSchema.parse(JSON.parse(line));
  await run.ended;
}
