/**
 * What the lesson wants somebody to be able to do, and which items show it. The notebook holds the same in its metadata,
 * for institutions and not for a learner's eyes; `tests/notebooks/assessment_test.ts` holds the two together.
 */

/** A skill of the lesson. */
export interface Skill {
  readonly name: string;
  /** Of the Common European Framework's scale, as the lesson uses it. */
  readonly proficiencyLevel: "A2" | "B1";
  readonly category: "Technical" | "Conceptual";
  readonly bloomLevel: "Understand" | "Analyze";
  readonly digcompArea: string;
  /** What somebody does who has it. */
  readonly measurable: string;
  /** Ids of the exercises that show it. */
  readonly items: readonly string[];
  /** Notebooks in which it can be tried again. */
  readonly again: readonly string[];
}

/** An objective of the lesson. */
export interface Objective {
  readonly objective: string;
  readonly proficiencyLevel: "B1";
  readonly bloomLevel: "Understand" | "Analyze";
  readonly assessmentMethod: string;
  readonly items: readonly string[];
}

const PROBLEM_SOLVING = "Problem-Solving & Computational Thinking";

/** The six skills. */
export const SKILLS: readonly Skill[] = [{
  name: "Performance Optimization Recognition",
  proficiencyLevel: "B1",
  category: "Technical",
  bloomLevel: "Understand",
  digcompArea: PROBLEM_SOLVING,
  measurable: "Names three changes of 3.14 from memory and says what each does, and tells true " +
    "sentences about them from partly true, untrue and outdated ones",
  items: ["assessment-improvements", "assessment-sentences"],
  again: ["lesson/01_overview"],
}, {
  name: "Interpreter Architecture Knowledge",
  proficiencyLevel: "A2",
  category: "Technical",
  bloomLevel: "Understand",
  digcompArea: PROBLEM_SOLVING,
  measurable: "Tells a colleague in plain words what tail calls change between two bytecodes and " +
    "who has them, and keeps them apart from specialization",
  items: ["assessment-dispatch", "assessment-programs", "assessment-listings"],
  again: ["lesson/02_tail_call_interpreter"],
}, {
  name: "Garbage Collection Fundamentals",
  proficiencyLevel: "B1",
  category: "Technical",
  bloomLevel: "Understand",
  digcompArea: PROBLEM_SOLVING,
  measurable: "Contrasts a collector that stops for a generation with one that works in pieces, " +
    "finds out which one runs, and says for whom a pause matters",
  items: ["assessment-collectors", "assessment-detector", "assessment-services"],
  again: ["lesson/03_garbage_collection"],
}, {
  name: "Deferred Annotation Awareness",
  proficiencyLevel: "A2",
  category: "Technical",
  bloomLevel: "Understand",
  digcompArea: "Information & Data Literacy",
  measurable: "Says when annotations are evaluated in which release, and what that means for the " +
    "future import of a library",
  items: ["assessment-annotations"],
  again: ["lesson/04_deferred_annotations"],
}, {
  name: "AI Workload Performance Awareness",
  proficiencyLevel: "B1",
  category: "Conceptual",
  bloomLevel: "Understand",
  digcompArea: PROBLEM_SOLVING,
  measurable:
    "Calculates what a gain of the interpreter is worth for a service of agents from the " +
    "share of bytecode in its time, and explains the result",
  items: ["assessment-tokens", "assessment-gains", "assessment-library"],
  again: ["lesson/05_ai_workloads"],
}, {
  name: "Performance Benchmarking Intuition",
  proficiencyLevel: "A2",
  category: "Technical",
  bloomLevel: "Understand",
  digcompArea: PROBLEM_SOLVING,
  measurable:
    "Reads intervals off a chart without taking unclear for equal, and states a ratio of " +
    "its own with its interval",
  items: ["assessment-forest", "assessment-measured"],
  again: ["00_start_here", "lesson/01_overview"],
}];

/** The four objectives. */
export const OBJECTIVES: readonly Objective[] = [{
  objective:
    "Describe what 3.14 changed for the speed of programs, against earlier releases, and " +
    "say for whom each change matters",
  proficiencyLevel: "B1",
  bloomLevel: "Understand",
  assessmentMethod: "Three changes from memory, each with what it does; five sentences marked",
  items: ["assessment-improvements", "assessment-sentences"],
}, {
  objective: "Explain what tail calls change in the dispatch of bytecode, and for which programs " +
    "dispatch matters",
  proficiencyLevel: "B1",
  bloomLevel: "Understand",
  assessmentMethod: "The concept in plain words; three programs judged by a table of doses",
  items: ["assessment-dispatch", "assessment-programs"],
}, {
  objective:
    "Explain how a collector in pieces shortens or lengthens pauses, and what that means " +
    "for programs that people wait for",
  proficiencyLevel: "B1",
  bloomLevel: "Understand",
  assessmentMethod:
    "Two collectors contrasted in words and on measured pauses; a figure chosen for " +
    "two services",
  items: ["assessment-collectors", "assessment-services"],
}, {
  objective:
    "Connect gains of an interpreter with the work of AI services, and put several gains " +
    "together",
  proficiencyLevel: "B1",
  bloomLevel: "Analyze",
  assessmentMethod:
    "Sums with numbers of one's own: tokens of a day, gains on the same work and on " +
    "parts",
  items: ["assessment-tokens", "assessment-gains"],
}];

/** How long the assessment takes. */
export const MINUTES = 45;

/** Concepts that the lesson introduces: tail calls, increments, deferral, suites, AI workloads, the way to the GIL. */
export const NEW_CONCEPTS = 6;
