/** What the messages of running cells leave behind in the notebook, by the rules of nbclient. */

import { z } from "zod";
import type { Fields, Output } from "./nbformat.ts";

/** The part of a kernel's message that outputs are made of. */
export interface OutputMessage {
  readonly messageType: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Outputs of one notebook while its cells run; cells are named by their index. */
export interface OutputRecorder {
  /** Takes one message of a cell, in order; also late ones, while other cells run. */
  record(cellIndex: number, message: OutputMessage): void;
  outputsOf(cellIndex: number): readonly Output[];
}

/** Starts with no outputs in any cell. */
export function createOutputRecorder(): OutputRecorder {
  const cells = new Map<number, CellOutputs>();
  return {
    record(cellIndex, message) {
      const known = cells.get(cellIndex);
      const cell = known ?? { items: [], clearsOnNext: false, textLength: 0 };
      if (known === undefined) cells.set(cellIndex, cell);
      const parsed = outputMessage.safeParse({
        ...message.content,
        messageType: message.messageType,
      });
      // Cells can send any message; what the protocol does not know leaves no output.
      if (parsed.success) apply(parsed.data, { cell, cells: cells.values() });
    },
    outputsOf: (cellIndex) => cells.get(cellIndex)?.items.map(({ fields }) => fields) ?? [],
  };
}

/**
 * Most text that one cell may print into its notebook, in UTF-16 units.
 *
 * A hundred times the 10,000 lines of a long log; an endless loop that prints makes as much in a
 * few seconds, and front ends no longer open what it would leave after a minute.
 */
export const CELL_TEXT_MAX = 16 * 1024 * 1024;

/** An output as it grows: texts are appended, displays replaced by updates. */
interface RecordedOutput {
  readonly displayId: string | null;
  fields: Output;
}

interface CellOutputs {
  items: RecordedOutput[];
  /** `clear_output` with `wait`: the next output takes the place of all before it. */
  clearsOnNext: boolean;
  textLength: number;
}

interface Display {
  readonly data: Fields;
  readonly metadata: Fields;
  readonly transient: { display_id?: string | undefined };
  readonly execution_count?: number | null | undefined;
}

/** A message whose content is as the protocol says. */
type ParsedMessage =
  | { messageType: "stream"; name: string; text: string }
  | ({ messageType: "display_data" | "execute_result" | "update_display_data" } & Display)
  | { messageType: "error"; ename: string; evalue: string; traceback: string[] }
  | { messageType: "clear_output"; wait: boolean };

interface Place {
  readonly cell: CellOutputs;
  /** All cells: a display id belongs to the notebook. */
  readonly cells: Iterable<CellOutputs>;
}

function apply(message: ParsedMessage, { cell, cells }: Place): void {
  switch (message.messageType) {
    case "stream":
      return appendText(cell, message);
    case "error": {
      const { ename, evalue, traceback } = message;
      return append(cell, { output_type: "error", ename, evalue, traceback });
    }
    case "clear_output":
      if (message.wait) cell.clearsOnNext = true;
      else clear(cell);
      return;
    case "update_display_data":
      return updateDisplays(cells, message);
    case "display_data":
    case "execute_result": {
      // A second display with the same id changes the first one too.
      updateDisplays(cells, message);
      const { messageType, data, metadata, execution_count: count = null } = message;
      const counted = messageType === "execute_result" ? { execution_count: count } : {};
      const output = { output_type: messageType, data, metadata, ...counted };
      return append(cell, output, message.transient.display_id);
    }
  }
}

/** Text of one stream in a row becomes one output, as front ends show it; `\r` stays as it is. */
function appendText(cell: CellOutputs, stream: { name: string; text: string }): void {
  if (cell.textLength > CELL_TEXT_MAX) return;
  cell.textLength += stream.text.length;
  const isCut = cell.textLength > CELL_TEXT_MAX;
  const name = stream.name;
  const text = isCut ? `${stream.text}\n[more text of this cell was left out]\n` : stream.text;
  const last = cell.clearsOnNext ? undefined : cell.items.at(-1);
  if (last?.fields.output_type === "stream" && last.fields["name"] === name) {
    last.fields = { ...last.fields, text: `${last.fields["text"]}${text}` };
  } else {
    append(cell, { output_type: "stream", name, text });
  }
}

function append(cell: CellOutputs, fields: Output, displayId: string | null = null): void {
  if (cell.clearsOnNext) clear(cell);
  cell.items.push({ displayId, fields });
}

function clear(cell: CellOutputs): void {
  cell.items = [];
  cell.clearsOnNext = false;
  cell.textLength = 0;
}

function updateDisplays(
  cells: Iterable<CellOutputs>,
  { transient, data, metadata }: Display,
): void {
  if (transient.display_id === undefined) return;
  for (const { items } of cells) {
    for (const item of items) {
      if (item.displayId !== transient.display_id) continue;
      item.fields = { ...item.fields, data, metadata };
    }
  }
}

const fields: z.ZodType<Fields> = z.record(z.string(), z.unknown());
const display = {
  data: fields,
  metadata: fields.catch({}),
  transient: z.object({ display_id: z.string().optional() }).catch({}),
  execution_count: z.int().nullish(),
};

const outputMessage: z.ZodType<ParsedMessage> = z.discriminatedUnion("messageType", [
  z.object({ messageType: z.literal("stream"), name: z.string(), text: z.string() }),
  z.object({ messageType: z.literal("display_data"), ...display }),
  z.object({ messageType: z.literal("execute_result"), ...display }),
  z.object({ messageType: z.literal("update_display_data"), ...display }),
  z.object({
    messageType: z.literal("error"),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  }),
  z.object({ messageType: z.literal("clear_output"), wait: z.boolean().catch(false) }),
]);
