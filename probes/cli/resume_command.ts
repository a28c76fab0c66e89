/** `deno task probe resume`: goes on with a session that was cut off or stopped. */

import { DISPLAY } from "../show/display.ts";
import { type ResumedSession, resumeSession } from "../compare/resume.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { comparisonJson } from "./comparison_json.ts";
import { UsageError } from "./probe_options.ts";
import { showProgress } from "./progress.ts";
import { EXIT } from "./surroundings.ts";
import { untilStopped } from "./until_stopped.ts";

const OPTIONS: readonly OptionSpec[] = [
  {
    name: "--json",
    takes: null,
    meaning: 'print the comparison as "probe compare" does, or the records of a measurement',
  },
  HELP,
];

/** `deno task probe resume`. */
export const RESUME: Command = {
  options: OPTIONS,
  usage: `Usage: deno task probe resume ID|latest [--json]

Goes on with a session that was cut off or stopped ("probe sessions" lists them; latest is the newest
of those): measures the rounds that are left of its plan, with the same order, seeds and calibration,
and adds them to the same session. Machine, interpreters and probe must be the same as before. The
interval stays as wide as after a stop (99 %), because who resumes may have seen the result.

${optionLines(OPTIONS)}

Exit codes: 0 done, whatever the verdict; 1 it cannot go on, which says what has changed, or nothing
usable was measured; 2 wrong usage; 130 stopped by Ctrl-C, what had been measured is printed.`,
  async run(options, surroundings) {
    const [id, extra] = options.words;
    if (id === undefined) {
      throw new UsageError(
        'Cannot resume: no session is named; "deno task probe sessions" lists them',
      );
    }
    if (extra !== undefined) {
      throw new UsageError(`Cannot resume: "${extra}" belongs to no option, remove it`);
    }
    const { print, note, signal } = surroundings;
    const onProgress = showProgress("resume", surroundings);
    let result: ResumedSession;
    try {
      result = await untilStopped(resumeSession(id, { onProgress }), surroundings);
    } catch (error) {
      // An id that nobody knows is the caller's mistake; the rest is about the record.
      if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
      note(error instanceof Error ? error.message : String(error));
      return EXIT.nothing;
    }
    print(await textOf(result, options.has("--json")));
    if (signal.aborted) return EXIT.stopped;
    const count = result.comparison?.rounds ?? result.measurement.runs.length;
    return count > 0 ? EXIT.done : EXIT.nothing;
  },
};

async function textOf(result: ResumedSession, isJson: boolean): Promise<string> {
  const { id, comparison, measurement } = result;
  if (!isJson) return (await result[DISPLAY]())["text/plain"] ?? "";
  return comparison === null
    ? measurement.runs.map((run) => JSON.stringify(run)).join("\n")
    : JSON.stringify({ ...comparisonJson(comparison), session: id }, null, 2);
}
