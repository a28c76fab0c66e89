/** What `deno task interpreters` prints for people: what there is, what it is good for, how it was built, what is not used. */

import { dirname } from "@std/path";
import {
  INSTALL_HINT,
  type Interpreter,
  type LessonNeed,
  lessonNeeds,
  type RejectedCandidate,
} from "../interpreters/mod.ts";
import { makeTable } from "../show/table.ts";

/** Most names in one cell of the table of parts, so that its lines stay below 100 characters. */
const NAMES_SHOWN_MAX = 2;

/** What a terminal of usual size shows without breaking lines. */
const WIDTH_MAX = 100;

/** The whole answer; tables keep to 100 columns as long as names and builds are of usual length. */
export function interpretersText(
  found: readonly Interpreter[],
  rejected: readonly RejectedCandidate[],
): string {
  const sections = found.length === 0
    ? [INSTALL_HINT, partsText(found), notUsedText(rejected)]
    : [abilitiesText(found), partsText(found), buildsText(found), notUsedText(rejected)];
  return sections.filter((section) => section !== "").join("\n\n");
}

const FETCH_NOTE =
  `uv is a program that fetches CPythons. "deno task interpreters add 3.14t" calls it, and says where
to get it; "deno task interpreters add --help" says what else can be fetched.`;

/** Which part of the lesson needs what, and whether it is here. */
export function partsText(found: readonly Interpreter[]): string {
  const needs = lessonNeeds(found);
  const rows = needs.map((need, index) => [
    needs[index - 1]?.part === need.part ? "" : need.title,
    need.meaning,
    whereText(need, found.length),
  ]);
  return makeTable({
    caption: "What the parts of the lesson need. Without it they show figures from elsewhere.",
    columns: ["Part", "Needs", "Here"].map((title) => ({ title })),
    rows,
    ...(needs.every(({ remedy }) => remedy === null) ? {} : { note: FETCH_NOTE }),
  }).toString();
}

function whereText({ shownBy, remedy }: LessonNeed, count: number): string {
  if (remedy !== null) return `no; ${remedy}`;
  if (shownBy.length === count && count > NAMES_SHOWN_MAX) return `all ${count}`;
  if (shownBy.length <= NAMES_SHOWN_MAX) return shownBy.join(", ");
  return `${shownBy.length} of ${count}, newest ${shownBy.at(-1)}`;
}

function abilitiesText(found: readonly Interpreter[]): string {
  return makeTable({
    caption: `CPythons found: ${found.length}`,
    columns: ["Name", "Build", "Lock", "JIT", "Collector", "Tail", "Subint.", "Attach"]
      .map((title) => ({ title })),
    rows: found.map((python) => [
      python.name,
      python.build.family,
      python.gil,
      python.jit === "absent" ? "-" : python.jit,
      python.collector,
      python.tailCalls ? "yes" : "-",
      python.subinterpreters ? "yes" : "-",
      python.remoteAttach === "absent" ? "-" : python.remoteAttach,
    ]),
    note: `Build: who built it and how; compare speeds within one kind of build only.
Lock: the GIL, which lets one thread run at a time; "always" means that it cannot be switched off.
JIT: "off" means that it is there and PYTHON_JIT=1 switches it on.
Tail: an interpreter loop of tail calls, which a C compiler can make faster.
Subint.: several interpreters in one process. Attach: another process may run code in it.`,
  }).toString();
}

function buildsText(found: readonly Interpreter[]): string {
  const table = makeTable({
    caption: "How each was built. PGO and LTO make it faster; Debian does both without a record.",
    columns: ["Name", "Compiler", "PGO", "LTO", "libpython", "Lacks"].map((title) => ({ title })),
    rows: found.map(({ name, build, missingModules }) => [
      name,
      build.compiler,
      recordText(build.pgo),
      recordText(build.lto),
      build.shared === null ? "not told" : build.shared ? "shared" : "static",
      missingModules.length === 0 ? "-" : missingModules.join(", "),
    ]),
  }).toString();
  const width = Math.max(...found.map(({ name }) => name.length));
  const places = found.map(({ name, executable }) => `  ${name.padEnd(width)}  ${executable}`);
  return [table, "", "Where they lie:", ...places].join("\n");
}

function recordText(value: boolean | null): string {
  return value === null ? "not recorded" : value ? "yes" : "no";
}

/** One line a reason and folder: a manager has a shim for each of its versions. */
function notUsedText(rejected: readonly RejectedCandidate[]): string {
  if (rejected.length === 0) return "";
  const groups = Map.groupBy(
    rejected,
    ({ path, rejection, reason }) =>
      JSON.stringify(rejection === "shim" ? [dirname(path), reason] : [path, reason]),
  );
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { path, reason } = first;
    const place = group.length === 1 ? path : `${dirname(path)}/ (${group.length} programs)`;
    const isShort = place.length + reason.length < WIDTH_MAX - 4;
    return isShort ? [`  ${place}: ${reason}`] : [`  ${place}:`, `    ${reason}`];
  });
  return ["Not used:", ...lines].join("\n");
}
