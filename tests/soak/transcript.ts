/** What a soak has written down, and every way in which it shows that something was lost or misplaced. */
import { z } from "zod";

/** One thing that a cell showed: a stream's name, `display`, `result` or `error`, and its text. */
export type Shown = readonly [kind: string, text: string];

/** What came of one cell. */
export interface SeenCell {
  /** Of the reply; null without one. */
  readonly status: string | null;
  readonly replies: number;
  readonly idles: number;
  /** Types of the messages that came behind idle. */
  readonly afterIdle: readonly string[];
  readonly flow: readonly Shown[];
}

/** One line of `soak.py`. */
export type SoakRecord =
  | {
    record: "cell";
    sent: number;
    kind: string;
    wanted: { status: string; flow: readonly Shown[] };
    seen: SeenCell;
  }
  | {
    record: "stop";
    turn: number;
    kind: string;
    /** What each printed line begins with, when the stopped cell counted. */
    counting: string | null;
    seen: SeenCell;
    isDeathTold: boolean;
    keep: { wanted: string; found: string | null };
  }
  /** A process ended on purpose; `forgotten` is the type of the variable afterwards. */
  | { record: "restart"; turn: number; kind: string; forgotten: string | null }
  | { record: "memory"; turn: number; life: number; mib: number }
  /** A message that belongs to no request. */
  | { record: "orphan"; turn: number; message: string }
  | { record: "end"; turn: number; seconds: number };

/** What a soak came to. */
export interface SoakReport {
  readonly cellCount: number;
  readonly stopCount: number;
  readonly restartCount: number;
  /** Evaluators that a Stop brought to their end, told honestly. */
  readonly deathCount: number;
  /** Largest memory of a settled kernel over its first; null when none lived long enough. */
  readonly memoryGrowth: number | null;
  readonly memoryMib:
    | { readonly first: number; readonly last: number; readonly max: number }
    | null;
  readonly seconds: number;
  readonly faults: readonly string[];
}

const shown = z.tuple([z.string(), z.string()]);
const seenCell = z.object({
  status: z.string().nullable(),
  replies: z.int(),
  idles: z.int(),
  afterIdle: z.array(z.string()),
  flow: z.array(shown),
});
const soakRecord: z.ZodType<SoakRecord> = z.discriminatedUnion("record", [
  z.object({
    record: z.literal("cell"),
    sent: z.int(),
    kind: z.string(),
    wanted: z.object({ status: z.string(), flow: z.array(shown) }),
    seen: seenCell,
  }),
  z.object({
    record: z.literal("stop"),
    turn: z.int(),
    kind: z.string(),
    counting: z.string().nullable(),
    seen: seenCell,
    isDeathTold: z.boolean(),
    keep: z.object({ wanted: z.string(), found: z.string().nullable() }),
  }),
  z.object({
    record: z.literal("restart"),
    turn: z.int(),
    kind: z.string(),
    forgotten: z.string().nullable(),
  }),
  z.object({ record: z.literal("memory"), turn: z.int(), life: z.int(), mib: z.number() }),
  z.object({ record: z.literal("orphan"), turn: z.int(), message: z.string() }),
  z.object({ record: z.literal("end"), turn: z.int(), seconds: z.number() }),
]);

/** Reads one line of the soak. */
export function parseRecord(line: string): SoakRecord {
  return soakRecord.parse(JSON.parse(line));
}

/**
 * Deaths allowed: V8 ends the process when a termination lands in a callback of the runtime's own,
 * one in 2,000 to 4,300 interrupts as measured (November 2026, 2 cores); a learner is told.
 */
const DEATHS_SHARE_MAX = 0.002;

/**
 * Cells after which a kernel is taken as settled: it remembers some 8,000 for late output and
 * tracebacks, and its memory rises until then.
 */
const SETTLED_CELLS = 10_000;

/**
 * How much a settled kernel may still grow. In five minutes with 40,000 cells it came to 1.31
 * (November 2026), most of it room that V8 gives back late; what grows without end passes any bound.
 */
const MEMORY_GROWTH_MAX = 1.6;

/** What no kernel may need, settled or not: twice what was seen in the same run. */
const MEMORY_MIB_MAX = 900;

/** Faults told; the first ones say what is wrong. */
const FAULTS_MAX = 20;

/** Judges records one by one, so that a long soak need not be kept. */
export function createSoakJudge(): { take(record: SoakRecord): void; report(): SoakReport } {
  const counts = { cell: 0, stop: 0, restart: 0, death: 0 };
  const memory = new Map<number, Look[]>();
  const faults: string[] = [];
  let seconds: number | null = null;

  function take(record: SoakRecord): void {
    switch (record.record) {
      case "cell":
        counts.cell++;
        faults.push(...cellFaults(record));
        return;
      case "stop":
        counts.stop++;
        if (record.isDeathTold) counts.death++;
        faults.push(...stopFaults(record));
        return;
      case "restart":
        counts.restart++;
        if (record.forgotten !== '"undefined"') {
          faults.push(`turn ${record.turn}: a variable outlived its process: ${record.forgotten}`);
        }
        return;
      case "memory":
        memory.set(record.life, [...memory.get(record.life) ?? [], record]);
        return;
      case "orphan":
        faults.push(`turn ${record.turn}: a message of no request: ${record.message}`);
        return;
      case "end":
        seconds = record.seconds;
        return;
    }
  }

  function report(): SoakReport {
    const looks = [...memory.values()].flat().map(({ mib }) => mib);
    const [first] = looks;
    const last = looks.at(-1);
    const memoryGrowth = growthOf([...memory.values()]);
    const deathsMax = Math.ceil(counts.stop * DEATHS_SHARE_MAX);
    const more = [
      ...seconds === null ? ["the transcript has no end"] : [],
      ...counts.death > deathsMax ? [`${counts.death} deaths, ${deathsMax} allowed`] : [],
      ...memoryGrowth !== null && memoryGrowth > MEMORY_GROWTH_MAX
        ? [`memory grew to ${memoryGrowth.toFixed(2)} of what it was`]
        : [],
      ...Math.max(...looks) > MEMORY_MIB_MAX ? [`${Math.max(...looks)} MiB of memory`] : [],
    ];
    return {
      cellCount: counts.cell,
      stopCount: counts.stop,
      restartCount: counts.restart,
      deathCount: counts.death,
      memoryGrowth,
      memoryMib: first === undefined || last === undefined
        ? null
        : { first, last, max: Math.max(...looks) },
      seconds: seconds ?? 0,
      faults: [...more, ...faults].slice(0, FAULTS_MAX),
    };
  }

  return { take, report };
}

function cellFaults({ sent, kind, wanted, seen }: SoakRecord & { record: "cell" }): string[] {
  const where = `turn ${sent} (${kind})`;
  const faults = frameFaults(seen, where);
  if (seen.status !== wanted.status) faults.push(`${where}: ${seen.status}, not ${wanted.status}`);
  const [wantedText, seenText] = [wanted.flow, seen.flow].map((flow) => JSON.stringify(flow));
  if (wantedText !== seenText) {
    faults.push(`${where}: shown ${brief(seenText)}, wanted ${brief(wantedText)}`);
  }
  return faults;
}

function stopFaults(record: SoakRecord & { record: "stop" }): string[] {
  const { turn, kind, counting, seen, keep, isDeathTold } = record;
  const where = `turn ${turn} (${kind}, stopped)`;
  const faults = frameFaults(seen, where);
  if (seen.status !== "error") faults.push(`${where}: the reply says ${seen.status}`);
  if (keep.found !== keep.wanted && !isDeathTold) {
    faults.push(`${where}: the variable is ${keep.found}, not ${keep.wanted}`);
  }
  const shown = seen.flow.filter(([name]) => name !== "error" && name !== "stderr");
  const gap = shown.findIndex(([, text]) => !isCounted(text, counting));
  if (gap >= 0) faults.push(`${where}: shown ${brief(JSON.stringify(shown[gap]))}`);
  return faults;
}

/** Whether the text is the count from 0 without a gap; a Stop may cut its last line. */
function isCounted(text: string, counting: string | null): boolean {
  if (counting === null) return false;
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return lines.every((line, index) => line === `${counting}${index}`) &&
    `${counting}${lines.length}`.startsWith(last);
}

/** What holds for every cell: one reply, one idle, and nothing behind it. */
function frameFaults({ replies, idles, afterIdle }: SeenCell, where: string): string[] {
  return [
    ...replies === 1 ? [] : [`${where}: ${replies} replies`],
    ...idles === 1 ? [] : [`${where}: ${idles} times idle`],
    ...afterIdle.length === 0 ? [] : [`${where}: ${afterIdle.join(", ")} after idle`],
  ];
}

interface Look {
  readonly turn: number;
  readonly mib: number;
}

function growthOf(lives: readonly (readonly Look[])[]): number | null {
  const growths = lives.flatMap((looks) => {
    const begun = looks[0]?.turn ?? 0;
    const settled = looks.filter(({ turn }) => turn - begun >= SETTLED_CELLS);
    const [first, ...later] = settled.map(({ mib }) => mib);
    return first === undefined || later.length === 0 ? [] : [Math.max(...later) / first];
  });
  return growths.length === 0 ? null : Math.max(...growths);
}

function brief(text: string | undefined): string {
  return text === undefined || text.length <= 200 ? `${text}` : `${text.slice(0, 200)}…`;
}
