/**
 * Where everything of the lesson has its place: each record of the ledger, each box that is set off from the text, each
 * track. Project data, held against the notebooks by `coverage_test.ts`; a notebook that is not written yet is named all
 * the same.
 */

/** Notebooks by their short names, below `notebooks/`. */
export const NOTEBOOKS = {
  start: "00_start_here.ipynb",
  overview: "lesson/01_overview.ipynb",
  tailCalls: "lesson/02_tail_call_interpreter.ipynb",
  collector: "lesson/03_garbage_collection.ipynb",
  annotations: "lesson/04_deferred_annotations.ipynb",
  workloads: "lesson/05_ai_workloads.ipynb",
  threads: "lesson/06_towards_the_gil.ipynb",
  discover: "challenge/part_1_discover.ipynb",
  witness: "challenge/part_2_ai_as_teacher.ipynb",
  assessment: "assessment.ipynb",
  teacher: "challenge/part_3_you_as_teacher.ipynb",
  profiler: "challenge/part_4_production_artifact.ipynb",
  attributes: "practice/1_attribute_and_dict.ipynb",
  threeWays: "practice/2_comprehension_generator_loop.ipynb",
  cycles: "practice/3_million_cycles.ipynb",
  pipeline: "practice/4_profile_a_pipeline.ipynb",
} as const;

/** A notebook's short name. */
export type NotebookName = keyof typeof NOTEBOOKS;

/** In which notebook each record's card stands; the section is the record's own `cell`. */
export const RECORD_PLACES: Readonly<Record<NotebookName, readonly string[]>> = {
  start: [],
  overview: [
    ...["L2-I-01", "L2-I-02", "L2-I-03", "L2-I-04", "L2-S0-04", "L2-S0-05"],
    ...["L2-S1-01", "L2-S1-02", "L2-S1-03", "L2-S1-04", "L2-S1-05", "L2-S1-06", "L2-S1-07"],
  ],
  tailCalls: [
    ...["L2-S0-01", "L2-S2-01", "L2-S2-02", "L2-S2-03", "L2-S2-04", "L2-S2-05", "L2-S2-06"],
    ...["L2-S2-07", "L2-S2-08", "L2-S2-09", "L2-S2-10", "L2-S2-11"],
  ],
  collector: [
    ...["L2-S0-02", "L2-S3-01", "L2-S3-02", "L2-S3-03", "L2-S3-04", "L2-S3-05", "L2-S3-06"],
    ...["L2-S3-07", "L2-S3-08", "L2-S3-09", "L2-S3-10", "L2-S3-11", "L2-S3-12", "L2-S3-13"],
    "L2-S3-14",
  ],
  annotations: [
    ...["L2-S0-03", "L2-S4-01", "L2-S4-02", "L2-S4-03", "L2-S4-04", "L2-S4-05", "L2-S4-06"],
    ...["L2-S4-07", "L2-S4-08", "L2-S4-09", "L2-S4-10", "L2-S4-11"],
  ],
  workloads: [
    ...["L2-S5-01", "L2-S5-02", "L2-S5-03", "L2-S5-04", "L2-S5-05", "L2-S5-06", "L2-S5-07"],
    ...["L2-S5-08", "L2-S5-09", "L2-S5-10"],
  ],
  threads: ["L2-C3-01"],
  discover: ["L2-P1-01", "L2-P1-02", "L2-P1-03", "L2-P1-04", "L2-P1-05"],
  witness: ["L2-P2-01", "L2-P2-02"],
  // The ledger's records are told by its checks, once an item is settled: a card would answer it.
  assessment: [],
  teacher: ["L2-P3-01", "L2-P3-02", "L2-P3-03"],
  profiler: ["L2-P4-01", "L2-P4-02", "L2-P4-03", "L2-P4-04", "L2-P4-05"],
  attributes: ["L2-TW-01", "L2-TW-02", "L2-TW-03"],
  threeWays: ["L2-TW-04"],
  cycles: ["L2-TW-05"],
  pipeline: ["L2-TW-06"],
};

/** Records that are met again in another notebook. */
export const MET_AGAIN: Readonly<Partial<Record<NotebookName, readonly string[]>>> = {
  tailCalls: ["L2-S1-02"],
  workloads: ["L2-S2-06"],
  threads: ["L2-S5-04"],
  witness: ["L2-S1-01", "L2-S3-08"],
  cycles: ["L2-S3-13"],
};

/** Exercises whose points go into no grade: a first try at answering. */
export const NOT_GRADED: readonly string[] = ["start-first-cell"];

/** What a box has become: a call in a code cell, a section, or a folded track. */
export type BoxPlace =
  | { readonly kind: "call"; readonly name: string; readonly id: string }
  | { readonly kind: "section"; readonly title: string }
  | { readonly kind: "track"; readonly name: "Deeper" | "Gentler" };

/** One box of the lesson. */
export interface Box {
  /** Where it stands in the lesson. */
  readonly box: string;
  readonly notebook: NotebookName;
  readonly place: BoxPlace;
}

function call(name: string, id: string): BoxPlace {
  return { kind: "call", name, id };
}

function section(title: string): BoxPlace {
  return { kind: "section", title };
}

/** The boxes of the lesson's first half, in its order. */
export const BOXES: readonly Box[] = [
  {
    box: "Section 1: Colearning prompt",
    notebook: "overview",
    place: call("promptCard", "lesson1-time-saved"),
  },
  {
    box: "Section 2: expert insight",
    notebook: "tailCalls",
    place: section("What to know, and what to ask"),
  },
  {
    box: "Section 2: CoLearning challenge, the loop",
    notebook: "tailCalls",
    place: call("exercise", "L2-S2-08"),
  },
  {
    box: "Section 2: CoLearning challenge, the question",
    notebook: "tailCalls",
    place: call("promptCard", "lesson2-why-decode"),
  },
  {
    box: "Section 3: Colearning prompt",
    notebook: "collector",
    place: call("promptCard", "lesson3-trade-off"),
  },
  {
    box: "Section 3: CoLearning challenge, the program",
    notebook: "collector",
    place: call("exercise", "L2-S3-12"),
  },
  {
    box: "Section 3: CoLearning challenge, the question",
    notebook: "collector",
    place: call("promptCard", "lesson3-measure"),
  },
  {
    box: "Section 5: teaching tip, run benchmarks",
    notebook: "overview",
    place: section("Three benchmarks for real"),
  },
  {
    box: "Section 5: teaching tip, choose benchmarks",
    notebook: "workloads",
    place: call("exercise", "L2-S5-07"),
  },
  {
    box: "Section 5: Colearning prompt",
    notebook: "workloads",
    place: call("promptCard", "lesson5-tokens"),
  },
  {
    box: "Connection to Lesson 3",
    notebook: "threads",
    place: section("The road of four lessons"),
  },
  {
    box: "Challenge 2, Part 1: the program",
    notebook: "discover",
    place: call("exercise", "L2-P1-01"),
  },
  {
    box: "Challenge 2, Part 1: the questions",
    notebook: "discover",
    place: call("exercise", "L2-P1-05"),
  },
  {
    box: "Challenge 2, Part 2: the prompt",
    notebook: "witness",
    place: call("promptCard", "part2-what-changed"),
  },
  {
    box: "Challenge 2, Part 2: the question that follows up",
    notebook: "witness",
    place: call("promptCard", "part2-follow-up"),
  },
  {
    box: "Challenge 2, Part 3: the benchmarks to ask for",
    notebook: "teacher",
    place: call("promptCard", "part3-benchmarks"),
  },
  {
    box: "Challenge 2, Part 3: teaching the AI",
    notebook: "teacher",
    place: call("exercise", "L2-P3-02"),
  },
  {
    box: "Challenge 2, Part 3: the edge case",
    notebook: "teacher",
    place: call("promptCard", "part3-bottleneck"),
  },
  {
    box: "Challenge 2, Part 4: the specification",
    notebook: "profiler",
    place: call("exercise", "L2-P4-01"),
  },
  {
    box: "Challenge 2, Part 4: the expected output",
    notebook: "profiler",
    place: section("Somebody else’s numbers"),
  },
  {
    box: "Challenge 2, Part 4: the checklist",
    notebook: "profiler",
    place: call("exercise", "L2-P4-04"),
  },
  {
    box: "Challenge 2: key takeaway",
    notebook: "profiler",
    place: section("Where does it help?"),
  },
  {
    box: "Try With AI: headline question",
    notebook: "attributes",
    place: section("A number and a promise"),
  },
  {
    box: "Try With AI: first try",
    notebook: "attributes",
    place: call("promptCard", "practice1-inline-caches"),
  },
  {
    box: "Try With AI: second try",
    notebook: "threeWays",
    place: call("promptCard", "practice2-three-ways"),
  },
  {
    box: "Try With AI: third try",
    notebook: "cycles",
    place: call("promptCard", "practice3-settings"),
  },
  {
    box: "Try With AI: fourth try",
    notebook: "pipeline",
    place: call("promptCard", "practice4-bottleneck"),
  },
  {
    box: "Front matter: skills and objectives",
    notebook: "assessment",
    place: call("exercise", "assessment-improvements"),
  },
  ...(Object.keys(NOTEBOOKS) as NotebookName[]).flatMap((notebook): Box[] => [
    {
      box: "Front matter: extension for the advanced",
      notebook,
      place: { kind: "track", name: "Deeper" },
    },
    {
      box: "Front matter: help for those who struggle",
      notebook,
      place: { kind: "track", name: "Gentler" },
    },
  ]),
];
