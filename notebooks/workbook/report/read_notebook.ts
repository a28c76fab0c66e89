/** What a saved notebook tells a report: its questions, its findings, its pictures, and what stands under its takeaway. */

import { z } from "zod";
import type { ReportedTable } from "./report_data.ts";

/** A finding as its card says it. */
export interface SavedFinding {
  /** Id of the claim. */
  readonly claim: string;
  /** For example `✓ supported (frozen)`; empty where nothing was measured. */
  readonly mark: string;
  /** The finding in one sentence; empty where there is none. */
  readonly sentence: string;
}

/** A picture. */
export interface SavedPicture {
  /** The chart in one sentence. */
  readonly description: string;
  /** The same as text; empty where there is none. */
  readonly text: string;
  readonly svg: string;
}

/** A prediction that a notebook asks for. */
export interface AskedPrediction {
  readonly id: string;
  /** The id goes on with what only a run knows: several predictions of one cell. */
  readonly isBeginning: boolean;
  /** As far as the source spells it. */
  readonly question: string | null;
}

/** A notebook as it was saved. */
export interface SavedNotebook {
  readonly title: string;
  /** Code cells, and how many of them were saved with an output. */
  readonly codeCells: number;
  readonly withOutput: number;
  readonly predictions: readonly AskedPrediction[];
  /** Ids of the exercises that are checked, in their order. */
  readonly exercises: readonly string[];
  readonly findings: readonly SavedFinding[];
  readonly pictures: readonly SavedPicture[];
  /** Tables below "What you take away". */
  readonly takeaway: readonly ReportedTable[];
}

/** What is read of a cell. Front ends and other kernels write much more. */
interface FileCell {
  readonly cell_type: string;
  readonly source: string | string[];
  readonly outputs: readonly FileOutput[];
}

interface FileOutput {
  readonly data: Readonly<Record<string, unknown>>;
}

const fileCell: z.ZodType<FileCell> = z.object({
  cell_type: z.string(),
  source: z.union([z.string(), z.array(z.string())]),
  outputs: z.array(
    // Printed lines and errors have no data; a report has no use for them.
    z.object({ data: z.record(z.string(), z.unknown()).catch({}) }),
  ).catch([]),
});

const notebookFile: z.ZodType<{ cells: FileCell[] }> = z.object({ cells: z.array(fileCell) });

/** The title of the section in which predictions stand beside what came out. */
const TAKEAWAY = /^## (?:\d+\. )?What you take away\s*$/m;

/** Reads the text of a notebook's file; null where it is none. */
export function readSavedNotebook(text: string): SavedNotebook | null {
  const parsed = notebookFile.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const cells = parsed.data.cells.map(({ cell_type, source, outputs }) => ({
    isCode: cell_type === "code",
    source: joined(source),
    outputs: outputs.map(({ data }) => ({
      html: textOf(data["text/html"]),
      plain: textOf(data["text/plain"]),
    })),
  }));
  const code = cells.filter(({ isCode }) => isCode);
  const outputs = code.flatMap((cell) => cell.outputs);
  const source = code.map((cell) => cell.source).join("\n");
  const takeaway = cells.findIndex((cell) => !cell.isCode && TAKEAWAY.test(cell.source));
  const after = takeaway < 0 ? [] : cells.slice(takeaway).filter(({ isCode }) => isCode);
  return {
    title: titleOf(cells.find(({ isCode }) => !isCode)?.source ?? ""),
    codeCells: code.length,
    withOutput: code.filter((cell) => cell.outputs.length > 0).length,
    predictions: predictionsOf(source),
    exercises: idsOf(source, "check"),
    findings: outputs.flatMap(({ plain }) => findingOf(plain) ?? []),
    pictures: outputs.flatMap(({ html, plain }) => pictureOf(html, plain) ?? []),
    takeaway: after.flatMap((cell) => cell.outputs).flatMap(({ html }) => tableOf(html) ?? []),
  };
}

function titleOf(markdown: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1]?.trim() ?? "";
}

function idsOf(source: string, name: string): string[] {
  const calls = source.matchAll(new RegExp(`\\b${name}\\(\\s*"([^"\\n]+)"`, "g"));
  return [...new Set([...calls].map(([, id = ""]) => id))];
}

function predictionsOf(source: string): AskedPrediction[] {
  const calls = [...source.matchAll(/\bpredict\(\s*(?:"([^"\n]+)"|`([^`$\n]+)\$\{)/g)];
  return calls.map((call) => {
    const [, id, beginning = ""] = call;
    const rest = source.slice(call.index);
    const question = /^[^}]{0,400}?\bquestion:\s*"((?:[^"\\\n]|\\.)*)"/.exec(rest);
    return {
      id: id ?? beginning,
      isBeginning: id === undefined,
      question: question?.[1] ?? null,
    };
  });
}

/** The first line of a claim's card, and the part that tells what was found. */
const CLAIM = /^Claim ([A-Z0-9]+(?:-[A-Z0-9]+)+)(?: · ([^\n]{1,60}))?\n/;
const HERE =
  /^Here: ([\s\S]*?)(?=^(?:One by one|Measured with|Note): |^(?:One by one|Note):$|(?![\s\S]))/m;

function findingOf(plain: string): SavedFinding | null {
  const head = CLAIM.exec(plain);
  if (head === null) return null;
  const [, claim = "", mark = ""] = head;
  const here = (HERE.exec(plain)?.[1] ?? "").replaceAll(/\s+/g, " ").trim();
  // The mark stands before the sentence once more.
  const sentence = mark === "" ? "" : here.replace(/^\S+ [a-z]+(?: \(frozen\))?\. /, "");
  return { claim, mark, sentence };
}

/** As `pageBundle()` of the drawing room writes it: anything else is no picture of ours. */
const PICTURE = /<img alt="([^"<>]*)"[^<>]* src="data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)">/;

function pictureOf(html: string, plain: string): SavedPicture | null {
  if (CLAIM.test(plain)) return null;
  const [, alt = "", base64 = ""] = PICTURE.exec(html) ?? [];
  const svg = base64 === "" ? null : decoded(base64);
  if (svg === null || !svg.trimStart().startsWith("<svg")) return null;
  return { description: unescaped(alt), text: plain, svg };
}

function decoded(base64: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.fromBase64(base64));
  } catch {
    // Cut off or changed by hand: then there is no picture.
    return null;
  }
}

/** As `makeTable()` of the probes writes it; of anything else only the texts are taken. */
function tableOf(html: string): ReportedTable | null {
  const table = /<table[^>]*>([\s\S]*?)<\/table>/.exec(html)?.[1];
  if (table === undefined) return null;
  const rows = [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell = ""]) => wordsOf(cell))
  );
  const [columns = [], ...body] = rows;
  const caption = wordsOf(/<caption[^>]*>([\s\S]*?)<\/caption>/.exec(table)?.[1] ?? "");
  return { caption, columns, rows: body };
}

function wordsOf(html: string): string {
  return unescaped(html.replaceAll(/<[^>]*>/g, " ")).replaceAll(/\s+/g, " ").trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function unescaped(html: string): string {
  return html.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function textOf(data: unknown): string {
  const text = z.union([z.string(), z.array(z.string())]).safeParse(data);
  return text.success ? joined(text.data) : "";
}

function joined(text: string | readonly string[]): string {
  return typeof text === "string" ? text : text.join("");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told by the schema: nothing is no notebook.
    return undefined;
  }
}
