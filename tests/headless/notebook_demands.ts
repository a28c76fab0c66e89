/** What is demanded of single notebooks besides running through: a line for each that has more to show. */
import { assert, assertMatch } from "@std/assert";
import type { ExecutedNotebook } from "./run_notebook.ts";

/** What a run of it has to leave, by the CPythons that it finds; nothing more where it is not given. */
export interface NotebookDemands {
  /** How many of its outputs are charts, whatever is found, perhaps by its number of cells; some when not given. */
  readonly charts?: number | ((codeCellCount: number) => number);
  readonly several?: readonly Demand[];
  readonly one?: readonly Demand[];
  readonly none?: readonly Demand[];
}

/** A text that is among the outputs, or more than that. */
export type Demand = RegExp | ((executed: ExecutedNotebook) => void);

/** By the notebook's path below `notebooks`. */
export const DEMANDS: Readonly<Record<string, NotebookDemands>> = {
  "00_start_here.ipynb": {
    // The map of the lesson, the loop, one CPython twice, its ratio, the frozen row, the own budget, the coin.
    charts: 7,
    several: [/second ÷ first/],
    one: [/CPythons found: 1/, /builds of two kinds/],
    none: [/uv python install/, /py3\.11\.7 \(frozen\)/],
  },
  "lesson/01_overview.ipynb": {
    // Signs, bytecodes, timeline, loops, trend, means, benchmarks and their means, collector, listings, the timed loop.
    charts: 11,
    several: [/the first one again ÷ /, /geometric mean/],
    one: [/two versions from one kind of build +none/, /py3\.13\.0 ÷ py3\.13\.18 \(frozen\)/],
    none: [/uv python install/, /py3\.13\.0 \(frozen\)/, /contradicted \(frozen\)/],
  },
  "lesson/02_tail_call_interpreter.ipynb": {
    charts: 12,
    several: [/Twice the bytecode ÷ once/, /has tail calls/],
    one: [/py3\.10\.13 \(frozen\): 14 bytecodes executed/, /none of yours/],
    none: [/uv python install/, /py3\.11\.7 \(frozen\): ● yes 1/, /contradicted \(frozen\)/],
  },
  "lesson/03_garbage_collection.ipynb": {
    charts: 15,
    several: [/Pins: what each CPython does/, /longest pause \(ms\)/],
    one: [/3\.14\.3 \(frozen\): incremental/, /1,000,000 objects \(frozen\)/],
    none: [
      /uv python install/,
      /py3\.14\.3, shape = islands \(frozen\)/,
      /contradicted \(frozen\)/,
    ],
  },
  "lesson/04_deferred_annotations.ipynb": {
    // Moments, prices here and elsewhere, bytecode, classes, readings, beginnings, import trees, starts.
    charts: 9,
    several: [/notes at the first reading/, /µs CPU more for each of the functions/],
    one: [/py3\.14\.10, style = hints \(frozen\): ● yes 2/, /PYTHON_LAZY_IMPORTS=all \(frozen\)/],
    none: [/uv python install/, /py3\.13\.18 \(frozen\), future/, /contradicted \(frozen\)/],
  },
  "lesson/05_ai_workloads.ipynb": {
    // Shares, steps as ratios and as times, two of Amdahl, the request twice, threads and their forecast.
    charts: 9,
    several: [/once more/, /speed-up to expect with 2/],
    one: [/Ratio: py3\.14\.10 \/ py3\.13\.18, 10 rounds, frozen/, /yield' outside function/],
    none: [/uv python install/, /agent's step \(frozen\)/, /contradicted \(frozen\)/],
  },
  "lesson/06_towards_the_gil.ipynb": {
    // What CPythons have, workers twice, kinds of work, the forecast, who wakes up late.
    charts: 6,
    several: [/processes: 2: Until/, /sleep: Speed-up/],
    one: [/interpreters \(frozen\): /, /uv python install 3\.14t/],
    none: [/uv python install/, /work = hash \(frozen\)/, /processes \(frozen\): /],
  },
  "challenge/part_1_discover.ipynb": {
    // Two loops and their ratio, pauses twice, settings twice, the table, the ruler, pauses of all CPythons.
    charts: 9,
    one: [/There is no second CPython/],
    none: [/uv python install/, /unavailable/, /py3\.14\.10 \(frozen\)/],
  },
  "challenge/part_3_you_as_teacher.ipynb": {
    // The loop, all claims, what the step gains, collections, shares.
    charts: 5,
    several: [/again +.*rounds/, /collections \d/],
    one: [/dose = 2 ÷/, /py3\.14\.10 ÷ py3\.13\.18 \(frozen\)/],
    none: [/uv python install/, /workload = collector \(frozen\)/],
  },
  "challenge/part_4_production_artifact.ipynb": {
    // Shares of three programs, the ratios; three runs are a picture only once the program measures.
    charts: 2,
    several: [/Check: Your own profiler/, /prints its titles, and measures nothing/],
    none: [/uv python install/, /csv \(frozen\)/, /supported \(frozen\)/],
  },
  "practice/3_million_cycles.ipynb": {
    // Pauses, memory, figures of two collectors, shares and figures of two programs.
    charts: 6,
    several: [/Five settings: memory\ndefault: from/, /mostly additions +pauses/],
    none: [/uv python install/, /disable \(frozen\): no pauses/, /contradicted \(frozen\)/],
  },
  "practice/4_profile_a_pipeline.ipynb": {
    // Stages, flames, shares, ratios, shares again, two releases.
    charts: 6,
    several: [/as it is +read \d/, /lists: file_pipeline|lists +[·|<]/],
    none: [/uv python install/, /py3\.13\.5, none \(frozen\)/, /contradicted \(frozen\)/],
  },
  "assessment.ipynb": {
    // Doses, pauses and their numbers, four rows, the own measurement.
    charts: 5,
    several: [/comprehension {2}/],
    one: [/comprehension {2}/],
    none: [/Assessment: 0 of 40 points/, /3\.14\.3, shape = islands \(frozen\)/],
  },
  "challenge/part_2_ai_as_teacher.ipynb": {
    // The loop in two releases, pauses of two heaps, what is disputed.
    charts: 3,
    several: [/No AI is named in PROBEBOOK_AI_URL/, /islands: longest [\d.]+ ms/],
    one: [/py3\.14\.10 \(frozen\) /, /9 sentences: 4 true/],
    none: [/CPython: not given/, /measured elsewhere, /, /contradicted \(frozen\)/],
  },
  "practice/1_attribute_and_dict.ipynb": {
    // Steps of releases, kinds, listings, the switch, the trend, its steps, names there and gone.
    charts: 7,
    several: [/attributes of objects/, /linked from 3 steps/],
    one: [/py3\.10\.13 \(frozen\)/, /contradicted \(frozen\)/],
    none: [
      /contradicted \(frozen\)/,
      /py3\.15\.2, specialization on/,
      /py3\.15\.2 \(frozen\): ○ no/,
    ],
  },
  "practice/2_comprehension_generator_loop.ipynb": {
    // Three ways, their ratios, steps of releases, listings.
    charts: 4,
    several: [/generator ÷ loop/, /generator: entered/],
    one: [/py3\.10\.13 \(frozen\): 9 instructions/],
    none: [
      /uv python install/,
      /contradicted \(frozen\)/,
      /py3\.15\.2 \(frozen\): \d+ instructions/,
    ],
  },
  "gallery.ipynb": {
    // Every cell ends in a chart, but for the list of CPythons, two claims' cards, a sum, a prompt and an audit.
    charts: (codeCellCount) => codeCellCount - 6,
    several: [drawsNearlyAll, /bytecodes executed: \d+ \+ \d+/],
    one: [/There is no second CPython/],
    none: [
      /uv python install/,
      /contradicted \(frozen\)/,
      /py3\.14\.10[^\n]*\(frozen\): \d+ bytecodes/,
      /py3\.13\.5[^\n]*\(frozen\): \d+ pauses/,
    ],
  },
};

/** Of the trend there is nothing where no two CPythons come from one kind of build. */
function drawsNearlyAll({ texts }: ExecutedNotebook): void {
  const empty = texts.filter((text) => text.includes("There is nothing to draw"));
  assert(empty.length <= 1, empty.join("\n"));
}

/** Holds a run to its demands. */
export function demandAll(executed: ExecutedNotebook, demands: readonly Demand[] = []): void {
  for (const demand of demands) {
    if (demand instanceof RegExp) assertMatch(executed.texts.join("\n"), demand);
    else demand(executed);
  }
}
