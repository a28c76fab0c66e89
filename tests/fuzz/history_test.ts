/** History files with wrong bytes: the session's own cells are known, and one remark is made at most. */

import { createHistory } from "../../kernel/session/history.ts";
import { createHistoryFile } from "../../kernel/session/history_file.ts";
import type { HistoryRequest } from "../../kernel/messaging/mod.ts";
import type { Draw } from "./draw.ts";
import { usedMib } from "./memory.ts";
import { spoilBytes } from "./spoil_bytes.ts";
import { runTrial, type Subject } from "./trial.ts";

const REQUEST: HistoryRequest = {
  type: "history_request",
  hist_access_type: "range",
  output: true,
  raw: true,
  session: 0,
  start: 0,
  stop: null,
  n: null,
  pattern: "*",
  unique: false,
};

/** Questions whose answers may be anything, so long as they come. */
const QUESTIONS: readonly Partial<HistoryRequest>[] = [
  { session: -1 },
  { session: 2, start: -3 },
  { hist_access_type: "tail", n: 1_000 },
  { hist_access_type: "search", pattern: "*1*", unique: true },
];

const original = await healthyFile();

Deno.test("history lives through spoilt files", () =>
  runTrial<Uint8Array>({
    name: "history files",
    // Beside the million: these are neither frames nor messages.
    perMillion: 5_000,
    framesPerCase: 1,
    growthMibMax: 150,
    make: spoiltFile,
    show: (bytes) => `${bytes.length} bytes`,
    open: openFolder,
  }));

/** Wrong bytes in one place often, in many sometimes; a place may be a whole page of the file. */
function spoiltFile(draw: Draw): Uint8Array {
  let bytes: Uint8Array = original.slice();
  for (let share = 0.8; draw.spoils(share); share = 0.6) {
    const at = draw.int(bytes.length);
    if (draw.chance(0.2)) bytes = spoilBytes(bytes, draw);
    else bytes.fill(draw.int(256), at, at + 1 + draw.int(draw.pick([1, 8, 200, 4_096])));
  }
  return bytes;
}

async function openFolder(): Promise<Subject<Uint8Array>> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-fuzz-" });
  const path = `${folder}/history.sqlite`;

  async function take(bytes: Uint8Array): Promise<string | null> {
    for (const end of ["-wal", "-shm"]) await Deno.remove(path + end).catch(() => {});
    await Deno.writeFile(path, bytes);
    const remarks: string[] = [];
    const say = (remark: string) => void remarks.push(remark);
    const history = createHistory(createHistoryFile({ path, say }));
    history.add(1, "own", "'shown'");
    for (const question of QUESTIONS) await history.answer({ ...REQUEST, ...question });
    history.add(2, "own too", null);
    const own = await history.answer(REQUEST);
    await history.close();
    if (remarks.length > 1) return `It remarks: ${remarks.join("; ")}`;
    const texts = JSON.stringify(own.map((line) => Array.isArray(line) ? line.slice(1) : line));
    const wanted = JSON.stringify([[1, ["own", "'shown'"]], [2, ["own too", null]]]);
    return texts === wanted ? null : `The session's own cells are told as ${texts}`;
  }

  return {
    take,
    checkUp: () => take(original),
    memoryMib: usedMib,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** The bytes of a file with some sessions. */
async function healthyFile(): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-fuzz-" });
  const path = `${folder}/history.sqlite`;
  for (let session = 0; session < 3; session++) {
    const history = createHistory(createHistoryFile({ path, say() {} }));
    for (let line = 1; line <= 30; line++) history.add(line, `${line} + ${line}`, `${2 * line}`);
    await history.close();
  }
  const bytes = await Deno.readFile(path);
  await Deno.remove(folder, { recursive: true });
  return bytes;
}
