/** Part 1, the learner's own program: run once under limits and judged part by part. */

import { arms, INSTALL_HINT } from "../../../../probes/mod.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { givenPython } from "../parts.ts";
import { judgePerformanceDiscovery, PERFORMANCE_POINTS_MAX } from "./performance_discovery.ts";
import { PERFORMANCE_DISCOVERY } from "./performance_discovery_task.ts";

/** `performance_discovery.py`. */
export const PART_1_PROGRAM: ExerciseDefinition = {
  id: PERFORMANCE_DISCOVERY.id,
  title: `Your own program: ${PERFORMANCE_DISCOVERY.file}`,
  task: PERFORMANCE_DISCOVERY.task,
  fields: [{
    name: "path",
    kind: "file",
    question: "Your file, beside this notebook.",
    example: `path: "${PERFORMANCE_DISCOVERY.file}"`,
  }, {
    name: "python",
    kind: "python",
    question: "The CPython that runs it; left out, it is the first one of arms().",
    example: "python: pythons[0]",
  }],
  evidence: null,
  hints: PERFORMANCE_DISCOVERY.hints,
  max: PERFORMANCE_POINTS_MAX,
  judge,
};

async function judge({ fields, answer, evidence }: JudgeRequest): Promise<Judgement> {
  for (const reading of Object.values(fields)) {
    if (reading.kind === "wrong") return { kind: "not_ready", reason: reading.reason };
  }
  const path = fields["path"]?.kind === "text" ? fields["path"].value : PERFORMANCE_DISCOVERY.file;
  const python = givenPython(answer["python"]) ?? (await arms())[0];
  if (python === undefined) return { kind: "not_ready", reason: INSTALL_HINT };
  const band = evidence.kind === "comparison" ? bandOf(evidence.comparison) : {};
  const judged = await judgePerformanceDiscovery({ python, path, ...band });
  switch (judged.kind) {
    case "not_answered":
      return { kind: "not_answered", reason: judged.reason };
    case "not_run":
      return { kind: "not_ready", reason: judged.reason };
    case "judged":
      return { kind: "judged", parts: judged.parts, notes: judged.notes };
  }
}

function bandOf({ low, high }: { readonly low: number | null; readonly high: number | null }) {
  return low === null || high === null ? {} : { band: { low, high } };
}
