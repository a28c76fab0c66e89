/** The judge of soaks on transcripts that are whole, and on damaged ones: each damage must be found. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { createSoakJudge, parseRecord, type SeenCell, type SoakRecord } from "./transcript.ts";

const QUIET: SeenCell = { status: "ok", replies: 1, idles: 1, afterIdle: [], flow: [] };

const LINE: SoakRecord & { record: "cell" } = {
  ...{ record: "cell", sent: 7, kind: "line" },
  wanted: { status: "ok", flow: [["stdout", "line 7\n"]] },
  seen: { ...QUIET, flow: [["stdout", "line 7\n"]] },
};

const STOP: SoakRecord & { record: "stop" } = {
  ...{ record: "stop", turn: 8, kind: "count", counting: "line 8 ", isDeathTold: false },
  seen: {
    ...QUIET,
    status: "error",
    flow: [["stdout", "line 8 0\nline 8 1\nline 8"], ["error", "Interrupted: …"]],
  },
  keep: { wanted: "3", found: "3" },
};

const RESTART: SoakRecord & { record: "restart" } = {
  ...{ record: "restart", turn: 9, kind: "exit", forgotten: '"undefined"' },
};
const END: SoakRecord = { record: "end", turn: 9, seconds: 60 };
const WHOLE: SoakRecord[] = [LINE, STOP, RESTART, ...looks([100, 140, 150, 160]), END];

/** One look each 5,000 cells, so that the third is the first of a settled kernel. */
function looks(mibs: number[]): SoakRecord[] {
  return mibs.map((mib, index) => ({ record: "memory", turn: index * 5000, life: 0, mib }));
}

function line(seen: Partial<SeenCell>): SoakRecord {
  return { ...LINE, seen: { ...LINE.seen, ...seen } };
}

function stop(changes: Partial<SoakRecord & { record: "stop" }>): SoakRecord {
  return { ...STOP, ...changes };
}

function printed(text: string): SoakRecord {
  return stop({ seen: { ...STOP.seen, flow: [["stdout", text]] } });
}

function judge(records: readonly SoakRecord[]) {
  const judged = createSoakJudge();
  // As it travels: whatever the schema does not know must not pass.
  for (const record of records) judged.take(parseRecord(JSON.stringify(record)));
  return judged.report();
}

Deno.test("createSoakJudge() finds nothing in a whole transcript, and counts it", () => {
  assertEquals(judge(WHOLE), {
    ...{ cellCount: 1, stopCount: 1, restartCount: 1, deathCount: 0, seconds: 60, faults: [] },
    memoryGrowth: 160 / 150,
    memoryMib: { first: 100, last: 160, max: 160 },
  });
});

const DAMAGED: [name: string, records: SoakRecord[], fault: string][] = [
  ["a lost line", [line({ flow: [] }), END], "shown [], wanted"],
  ["a line of another cell", [line({ flow: [["stdout", "line 6\nline 7\n"]] }), END], "line 6"],
  ["a line twice", [line({ flow: [["stdout", "line 7\nline 7\n"]] }), END], "shown"],
  ["a line on the wrong stream", [line({ flow: [["stderr", "line 7\n"]] }), END], "stderr"],
  ["a cell without a reply", [line({ replies: 0 }), END], "0 replies"],
  ["a second reply", [line({ replies: 2 }), END], "2 replies"],
  ["a cell that never came to idle", [line({ idles: 0 }), END], "0 times idle"],
  ["output behind idle", [line({ afterIdle: ["stream"] }), END], "stream after idle"],
  ["a cell that failed", [line({ status: "error" }), END], "error, not ok"],
  ["an orphan", [{ record: "orphan", turn: 1, message: "<iopub stream>" }, END], "no request"],
  ["a Stop that forgot", [stop({ keep: { wanted: "3", found: null } }), END], "is null, not 3"],
  ["a Stop that was too late", [stop({ seen: { ...STOP.seen, status: "ok" } }), END], "says ok"],
  ["a gap in a stopped count", [printed("line 8 0\nline 8 2\n"), END], "shown"],
  ["a stranger's line in a stopped count", [printed("line 8 0\nline 7 1\n"), END], "line 7"],
  ["a torn last line of a stranger", [printed("line 8 0\nline 7"), END], "line 7"],
  ["output of a cell that prints nothing", [stop({ counting: null }), END], "line 8 0"],
  ["a told death where none is allowed", deaths(2), "2 deaths, 1 allowed"],
  [
    "state beyond a restart",
    [{ ...RESTART, forgotten: '"number"' }, END],
    "outlived",
  ],
  ["memory that grows", [...looks([50, 100, 100, 161]), END], "memory grew to 1.61"],
  ["memory that is too large at once", [...looks([901]), END], "901 MiB"],
  ["a transcript cut short", [LINE, STOP], "no end"],
];

function deaths(count: number): SoakRecord[] {
  const death = stop({ isDeathTold: true, keep: { wanted: "3", found: null } });
  return [...Array.from({ length: count }, () => death), END];
}

for (const [name, records, fault] of DAMAGED) {
  Deno.test(`createSoakJudge() finds ${name}`, () => {
    const { faults } = judge(records);
    assertEquals(faults.length, 1, faults.join("\n"));
    assertStringIncludes(faults[0] ?? "", fault);
  });
}
