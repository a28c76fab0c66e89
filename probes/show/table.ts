/** Tables that read well as HTML and as plain text. */

import { DISPLAY, type Displayable, type DisplayBundle, escapeHtml } from "./display.ts";

/** One column: its heading and how its numbers stand. */
export interface Column {
  /** Its heading. */
  readonly title: string;
  /** Numbers stand right, words left. */
  readonly align?: "left" | "right";
}

/** A table before it is drawn. */
export interface TableSpec {
  /** From left to right. */
  readonly columns: readonly Column[];
  /** Each as long as there are columns. */
  readonly rows: readonly (readonly string[])[];
  /** Stands above the table. */
  readonly caption?: string;
  /** Stands below the table; without rows it stands alone. */
  readonly note?: string;
}

/** A table that shows itself in a notebook. */
export interface Table extends Displayable {
  /** The same table as plain text. */
  toString(): string;
}

/**
 * Most rows shown; the rest is counted.
 *
 * A notebook keeps every output in its file: a thousand rows are some 100 kB and no longer read.
 */
const ROWS_SHOWN_MAX = 1000;

/** Makes a value that shows itself as this table. */
export function makeTable(spec: TableSpec): Table {
  const shown = cutRows(spec);
  return {
    toString: () => tableText(shown),
    [DISPLAY]: () => tableBundle(shown),
  };
}

/** The representations of a table. */
export function tableBundle(spec: TableSpec): DisplayBundle {
  return { "text/html": tableHtml(spec), "text/plain": tableText(spec) };
}

function cutRows(spec: TableSpec): TableSpec {
  const hiddenCount = spec.rows.length - ROWS_SHOWN_MAX;
  if (hiddenCount <= 0) return spec;
  const notes = [spec.note, `${hiddenCount} more rows are not shown.`];
  return {
    ...spec,
    rows: spec.rows.slice(0, ROWS_SHOWN_MAX),
    note: notes.filter((note) => note !== undefined).join("\n"),
  };
}

function tableHtml({ columns, rows, caption, note }: TableSpec): string {
  const cell = (tag: "th" | "td", text: string, index: number) => {
    const align = columns[index]?.align ?? "left";
    return `<${tag} style="text-align:${align}">${escapeHtml(text)}</${tag}>`;
  };
  const line = (tag: "th" | "td", texts: readonly string[]) =>
    `<tr>${texts.map((text, index) => cell(tag, text, index)).join("")}</tr>`;
  const head = line("th", columns.map((column) => column.title));
  const body = rows.map((row) => line("td", row)).join("\n");
  const above = caption === undefined ? "" : `<p><strong>${escapeHtml(caption)}</strong></p>\n`;
  const below = note === undefined ? "" : `\n<p>${escapeHtml(note).replaceAll("\n", "<br>")}</p>`;
  const table = rows.length === 0
    ? ""
    : `<table>\n<thead>${head}</thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
  return `${above}${table}${below}`;
}

function tableText({ columns, rows, caption, note }: TableSpec): string {
  const lines = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => [...(line[index] ?? "")].length))
  );
  const texts = lines.map((line) =>
    line.map((text, index) => padded(text, widths[index] ?? 0, columns[index]?.align)).join("  ")
      .trimEnd()
  );
  // A plain hyphen: the fixed-width font of LaTeX has no line-drawing characters.
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  const body = rows.length === 0 ? [] : [texts[0] ?? "", rule, ...texts.slice(1)];
  return [caption, ...body, note].filter((text) => text !== undefined).join("\n");
}

function padded(text: string, width: number, align: Column["align"]): string {
  const gap = " ".repeat(Math.max(0, width - [...text].length));
  return align === "right" ? gap + text : text + gap;
}
