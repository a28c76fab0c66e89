/** What notebooks.py says of its runs. */
import { assertEquals } from "@std/assert";
import { z } from "zod";
import { helperLines, say } from "../support/python_driver.ts";

const rowSchema = z.object({
  name: z.string(),
  result: z.enum(["pass", "fail"]),
  detail: z.string(),
  seconds: z.number(),
});

/** A call of notebooks.py. */
export interface Runs {
  readonly python: string;
  /** Its command line: kind, folder of the kernel, argument, and for a file the folder to run in. */
  readonly args: readonly [kind: string, folder: string, argument: string, place?: string];
  readonly env?: Readonly<Record<string, string>>;
}

/** Demands that every run is whole. */
export async function demandRuns({ python, args, env = {} }: Runs): Promise<void> {
  const [kind, , argument] = args;
  const script = new URL("notebooks.py", import.meta.url);
  const given = args.filter((text) => text !== undefined);
  const lines = await helperLines(script, { python, args: given, env });
  const rows = lines.map((line) => rowSchema.parse(JSON.parse(line)));
  const failed = rows.filter(({ result }) => result === "fail");
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  say(`${kind}: ${rows.length - failed.length} of ${rows.length} whole, ${seconds.toFixed(1)} s`);
  const wanted = kind === "file" ? 1 : Number(argument);
  assertEquals({ runs: rows.length, failed }, { runs: wanted, failed: [] });
}
