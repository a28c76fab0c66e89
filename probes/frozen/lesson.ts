/**
 * What is frozen: every probe that a notebook shows where its CPython is missing, with the parameters that show its
 * effect. What matters most stands first, so that an early end leaves the least out; of several series of one probe the
 * first is what `frozen()` gives when it is told nothing.
 */

import type { ProbeName } from "../catalog/catalog.ts";
import type { ParamValue } from "../catalog/probe.ts";
import type { Interpreter } from "../interpreters/mod.ts";

/** One way to start a CPython. */
export interface LessonSetting {
  /** Stands behind the CPython's name; made from what differs when not given. */
  readonly label?: string;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

/** One measurement: each CPython once for each setting. */
export interface LessonSeries {
  /** Name of its file. */
  readonly name: string;
  readonly probe: ProbeName;
  readonly settings: readonly LessonSetting[];
  /** Processes an arm. */
  readonly rounds: number;
  /** Of which CPythons. */
  readonly of: (python: Interpreter, pythons: readonly Interpreter[]) => boolean;
}

/** Enough for an interval of eleven comparisons that are decided together (2 / 2^9 < 5 % / 11), and one to lose. */
const LOOP_ROUNDS = 10;

/** Ranges over processes, without a verdict. */
const RANGE_ROUNDS = 3;

/** Counts and states: the second process shows whether they stay. */
const EXACT_ROUNDS = 2;

const EVERY = () => true;
const SINCE_3_13 = ({ minor }: Interpreter) => minor >= 13;
/** The incremental collector came and went: the builds that have it, and those of the same kind that do not. */
const NEAR_INCREMENTAL: LessonSeries["of"] = ({ build }, pythons) =>
  pythons.some((other) => other.collector === "incremental" && other.build.family === build.family);
const WITH_COMPILER = ({ jit }: Interpreter) => jit !== "absent";
const WITH_SWITCH = ({ specialization }: Interpreter) => specialization === "switchable";

type Loop = readonly [probe: ProbeName, workload?: string];

/** The mini-suite, one loop a topic; the first four are the trend over the releases. */
const LOOPS: readonly Loop[] = [
  ["tight_loop"],
  ["fibonacci"],
  ["attributes", "mixed"],
  ["comprehension", "comprehension"],
  ["numeric_loop", "integers"],
  ["calls", "nested"],
  ["comprehension", "generator"],
  ["comprehension", "loop"],
  ["strings", "concat"],
  ["strings", "format"],
  ["containers", "dict"],
];

/** What a release did to attributes, methods and dictionaries. */
const CACHED: readonly Loop[] = [
  ["attributes", "read"],
  ["attributes", "method"],
  ["attributes", "global"],
  ["containers", "lookup"],
];

const FLOATS: Loop = ["numeric_loop", "floats"];

const RECORDS = ["tuple", "slots", "dataclass_slots", "plain", "dataclass", "dict"];

const JIT = [
  { label: "compiler off", env: { PYTHON_JIT: "0" } },
  { label: "compiler on", env: { PYTHON_JIT: "1" } },
];

const SPECIALIZATION = [
  { label: "specialization on" },
  { label: "specialization off", env: { PYTHON_SPECIALIZATION_OFF: "1" } },
];

const SHAPES = [{ params: { shape: "list" } }, { params: { shape: "islands" } }];

/** All series, the most important first. */
export const LESSON: readonly LessonSeries[] = [
  ...LOOPS.map((loop) => loopSeries(loop)),
  series("gc_state"),
  ...CACHED.map((loop) => loopSeries(loop)),
  series("annotation_evaluation", { settings: product({ style: ["hints", "future"] }) }),
  series("annotation_formats"),
  series("specialization", { settings: product({ work: ["arithmetic", "attribute", "call"] }) }),
  series("tail_calls"),
  series("jit_state", { settings: JIT, of: WITH_COMPILER }),
  series("gc_pauses", {
    settings: withParams(SHAPES, { requests: 15_000 }),
    // For findings: six are the fewest that have an interval.
    rounds: 6,
    of: NEAR_INCREMENTAL,
  }),
  series("annotations_import", {
    settings: product({ style: ["hints", "future", "none"] }),
    rounds: 8,
    of: SINCE_3_13,
  }),
  ...[...CACHED, FLOATS].map((loop) =>
    loopSeries(loop, { prefix: "specialized", settings: SPECIALIZATION, of: WITH_SWITCH })
  ),
  ...LOOPS.map((loop) => loopSeries(loop, { prefix: "jit", settings: JIT, of: WITH_COMPILER })),
  series("jit_warmup", {
    settings: withParams(JIT, { workload: "floats" }),
    of: WITH_COMPILER,
    rounds: 5,
  }),
  series("garbage_counts"),
  series("object_deaths"),
  series("gc_thread"),
  series("bytecode_files"),
  series("removed_names"),
  series("met_kinds", {
    settings: product({ what: ["attribute", "item"], kinds: [1, 20] }),
    rounds: 8,
    of: SINCE_3_13,
  }),
  series("made_frames"),
  series("object_sizes", { rounds: 1 }),
  series("list_growth", { rounds: 1 }),
  series("record_memory", { settings: product({ representation: RECORDS }), rounds: 1 }),
  series("dispatch", {
    settings: product({ body: ["add", "branch", "attribute", "method", "call", "subscript"] }),
    rounds: 1,
  }),
  series("import_tree", { settings: product({ module: ["asyncio", "dataclasses"] }), rounds: 1 }),
  series("import_tree", {
    name: "import_tree-lazy",
    settings: [
      { params: { module: "asyncio" } },
      { params: { module: "asyncio" }, env: { PYTHON_LAZY_IMPORTS: "all" } },
    ],
    rounds: 5,
    of: ({ minor }) => minor >= 15,
  }),
  series("thread_scaling", {
    settings: product({ work: ["loop", "dict", "hash", "sleep"], threads: [2] }),
    rounds: RANGE_ROUNDS,
    of: SINCE_3_13,
  }),
  series("workers", {
    settings: product({ way: ["threads", "interpreters", "pool", "processes"] }),
    // One process in four met another program on the second processor (2 virtual ones): the middle of eleven stays.
    rounds: 11,
    of: SINCE_3_13,
  }),
  series("gc_pauses", {
    name: "gc_pauses-builds",
    settings: withParams(SHAPES, { requests: 15_000 }),
    rounds: RANGE_ROUNDS,
  }),
  series("gc_pauses", {
    name: "gc_pauses-million",
    settings: withParams(SHAPES, { live: 1_000_000, requests: 20_000 }),
    rounds: RANGE_ROUNDS,
    of: SINCE_3_13,
  }),
  series("gc_pauses", {
    name: "gc_pauses-settings",
    settings: product({ setting: ["default", "disable", "freeze", "threshold", "manual"] }),
    rounds: RANGE_ROUNDS,
    of: SINCE_3_13,
  }),
  ...RECORDS.map((representation) =>
    series("records", {
      name: `records-${representation}`,
      settings: [{ params: { representation } }],
      rounds: 6,
      of: SINCE_3_13,
    })
  ),
  series("time_shares", {
    settings: product({
      workload: ["agent", "web", "csv", "io", "script", "loop", "calls", "library", "collector"],
    }),
    rounds: RANGE_ROUNDS,
    of: SINCE_3_13,
  }),
  // For a finding: it is the share that ten hours of a pipeline are calculated with.
  series("time_shares", {
    name: "time_shares-agent",
    settings: [{ params: { workload: "agent" } }],
    rounds: 8,
    of: SINCE_3_13,
  }),
  series("dose", {
    settings: product({ around: ["nothing", "sha256", "sleep"], dose: [1, 2] }),
    rounds: 6,
    of: SINCE_3_13,
  }),
  series("import_time", {
    settings: product({
      module: [
        "pprint",
        "asyncio",
        "dataclasses",
        "typing",
        "importlib.metadata",
        "unittest",
        "code",
      ],
    }),
    rounds: RANGE_ROUNDS,
  }),
  series("cold_start", {
    settings: product({ site: ["site", "no-site", "isolated"] }),
    rounds: 5,
    of: SINCE_3_13,
  }),
  series("annotations_import", {
    name: "annotations_import-number",
    settings: product({ functions: [100, 500, 1_000], style: ["hints", "future", "none"] }),
    rounds: 8,
    of: SINCE_3_13,
  }),
  series("annotations_import", {
    name: "annotations_import-classes",
    settings: withParams(product({ style: ["hints", "future", "none"] }), { classes: 500 }),
    rounds: 8,
    of: SINCE_3_13,
  }),
  series("single_thread", { rounds: 8, of: SINCE_3_13 }),
  series("gil_wait", {
    settings: product({ computing: [0, 1, 2] }),
    rounds: RANGE_ROUNDS,
    of: SINCE_3_13,
  }),
  series("remote_attach", { of: SINCE_3_13 }),
  series("attach_cost", { rounds: 8, of: SINCE_3_13 }),
  series("full_collection", { rounds: RANGE_ROUNDS, of: SINCE_3_13 }),
  series("profile_pipeline", {
    settings: product({ profiler: ["none", "cProfile", "tracemalloc", "sampler", "sampling"] }),
    rounds: 1,
    of: SINCE_3_13,
  }),
  series("cyclic_objects", {
    settings: [
      ...labelled("setting", ["default", "disable", "freeze", "threshold", "manual"]),
      { label: "mostly additions", params: { objects: 100_000, work: 100 } },
    ],
    rounds: RANGE_ROUNDS,
    of: NEAR_INCREMENTAL,
  }),
  series("cyclic_objects", {
    name: "cyclic_objects-releases",
    rounds: 8,
    of: ({ minor, build }) => build.vendor === "pyenv" && (minor === 11 || minor === 12),
  }),
  series("file_pipeline", {
    settings: [
      ...labelled("remedy", ["none", "rest", "lists", "sums"]),
      { label: "under cProfile", params: { profiler: "cProfile" } },
    ],
    rounds: 8,
    of: NEAR_INCREMENTAL,
  }),
  series("string_growth", { rounds: RANGE_ROUNDS, of: SINCE_3_13 }),
  ...["b16decode", "b64decode", "b85decode"].map((workload) =>
    series("base64_coding", {
      name: `base64_coding-${workload}`,
      settings: [{ params: { workload } }],
      rounds: 8,
      of: SINCE_3_13,
    })
  ),
  ...["uuid4", "uuid3", "text"].map((workload) =>
    series("uuid_making", {
      name: `uuid_making-${workload}`,
      settings: [{ params: { workload } }],
      rounds: 8,
      of: SINCE_3_13,
    })
  ),
];

/** A series of every CPython, of two processes, unless told otherwise. */
function series(
  probe: ProbeName,
  changes: Partial<Omit<LessonSeries, "probe">> = {},
): LessonSeries {
  return { name: probe, probe, settings: [{}], rounds: EXACT_ROUNDS, of: EVERY, ...changes };
}

/** The processes of a round stand still side by side, so every loop is a series of its own. */
function loopSeries(
  [probe, workload]: Loop,
  { prefix, settings = [{}], of = EVERY }: {
    readonly prefix?: string;
    readonly settings?: readonly LessonSetting[];
    readonly of?: LessonSeries["of"];
  } = {},
): LessonSeries {
  const name = [prefix, probe, workload].filter((part) => part !== undefined).join("-");
  const params = workload === undefined ? {} : { workload };
  return series(probe, { name, settings: withParams(settings, params), rounds: LOOP_ROUNDS, of });
}

function withParams(
  settings: readonly LessonSetting[],
  params: Readonly<Record<string, ParamValue>>,
): LessonSetting[] {
  return settings.map((setting) => ({ ...setting, params: { ...setting.params, ...params } }));
}

/** The values of one parameter, called by themselves. */
function labelled(name: string, values: readonly string[]): LessonSetting[] {
  return values.map((value) => ({ label: value, params: { [name]: value } }));
}

/** Each value of each parameter with each of the others. */
function product(
  choices: Readonly<Record<string, readonly ParamValue[]>>,
): LessonSetting[] {
  return Object.entries(choices).reduce<LessonSetting[]>(
    (settings, [name, values]) =>
      settings.flatMap((setting) =>
        values.flatMap((value) => withParams([setting], { [name]: value }))
      ),
    [{}],
  );
}
