/** Part 4, the learner's profiler: run three times under limits and judged box by box. */

import { basename } from "node:path";
import { INSTALL_HINT, type LearnerRun, type RepeatedRuns } from "../../../../probes/mod.ts";
import type { ProgramRuns } from "../../ledger/program_runs.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { givenPython } from "../parts.ts";
import { checkProfiler, checkTries, PROFILER_POINTS_MAX } from "./profiler_check.ts";
import { PERFORMANCE_PROFILER } from "./profiler_task.ts";
import { runThrice } from "./three_runs.ts";

/** `performance_profiler.py`. */
export const PART_4_PROGRAM: ExerciseDefinition = {
  id: PERFORMANCE_PROFILER.id,
  title: `Your own profiler: ${PERFORMANCE_PROFILER.file}`,
  task: PERFORMANCE_PROFILER.task,
  fields: [{
    name: "path",
    kind: "file",
    question: "Your file, beside this notebook.",
    example: `path: "${PERFORMANCE_PROFILER.file}"`,
  }, {
    name: "python",
    kind: "python",
    question: "The CPython that runs it; left out, it is the first one of arms().",
    example: "python: main",
  }],
  evidence: "the three runs of the file as it is, from threeRuns(); left out, it is run now",
  hints: PERFORMANCE_PROFILER.hints,
  max: PROFILER_POINTS_MAX,
  judge,
};

async function judge({ fields, answer, evidence }: JudgeRequest): Promise<Judgement> {
  for (const reading of Object.values(fields)) {
    if (reading.kind === "wrong") return unready(reading.reason);
  }
  const path = fields["path"]?.kind === "text" ? fields["path"].value : PERFORMANCE_PROFILER.file;
  const seen = evidence.kind === "program" ? evidence.program : null;
  const python = givenPython(answer["python"]) ?? seen?.python;
  const isFresh = seen !== null && python?.executable === seen.python.executable &&
    await isAsItRan(seen, path);
  const program = isFresh ? seen : (await runThrice(path, python)).program;
  if (program === null) return unready(INSTALL_HINT);
  const judgement = await judgeProfiler(program, {
    runAgain: () => runThrice(path, program.python),
    isShown: isFresh,
  });
  if (judgement.kind !== "judged" || seen === null || isFresh) return judgement;
  const note = "The picture above is of another text or another CPython: it was run again.";
  return { ...judgement, notes: [note, ...judgement.notes ?? []] };
}

interface Trying {
  readonly runAgain: () => Promise<ProgramRuns>;
  /** Whether a picture of these runs stands in the notebook. */
  readonly isShown: boolean;
}

/** Judges a program that was run; a stub is not answered yet, and runs that disagree get a second chance. */
async function judgeProfiler(
  program: RepeatedRuns,
  { runAgain, isShown }: Trying,
): Promise<Judgement> {
  const [first] = program.runs;
  const stopped = program.runs.find(({ ending }) =>
    ending.kind === "stopped" || ending.kind === "cannot_start"
  );
  if (stopped !== undefined) return unready(`${stopped.message}.`);
  const reason = first === undefined ? "nothing was run." : unansweredReason(first, program);
  if (reason !== null) return { kind: "not_answered", reason };
  const once = checkProfiler(program);
  const second = once.doVary ? (await runAgain()).program : null;
  const { parts, notes } = second === null ? once : checkTries(program, second);
  const shown = second !== null && isShown ? ["The picture above shows the first three runs."] : [];
  return { kind: "judged", parts, notes: [...notes, ...shown] };
}

/** Whether the file is still what was run: somebody may have gone on writing. */
async function isAsItRan({ name, text }: RepeatedRuns, path: string): Promise<boolean> {
  if (basename(path) !== name) return false;
  const now = await Deno.readTextFile(path).catch(() => null);
  return now === text;
}

function unansweredReason({ source, name }: LearnerRun, { text }: RepeatedRuns): string | null {
  if (source.kind === "missing" || source.kind === "empty") return `${source.message}.`;
  if (source.kind === "facts" && source.statementCount === 0) return `${name} does nothing so far.`;
  return text !== null && isStub(text) ? `${name} prints its titles, and measures nothing.` : null;
}

/** The program that the notebook starts with, whatever its documentation and its comments say by now. */
function isStub(text: string): boolean {
  return codeOf(text) === codeOf(PERFORMANCE_PROFILER.stub);
}

function codeOf(program: string): string {
  return program.replace(/^\s*"""[^]*?"""/, "").split("\n").map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#")).join("\n");
}

function unready(reason: string): Judgement {
  return { kind: "not_ready", reason, saysAll: true };
}
