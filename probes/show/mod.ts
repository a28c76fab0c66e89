/**
 * How results look as text: tables, lines, sentences about endings, numbers with their units.
 *
 * Knows nothing of charts, which the workbook draws. Start reading at `result_table.ts`.
 *
 * @module
 */

export { DISPLAY, type Displayable, type DisplayBundle, escapeHtml } from "./display.ts";
export { endingText, unavailableText } from "./ending_text.ts";
export type { Flag, FlagKind } from "./flag.ts";
export { type FrozenSource } from "./frozen.ts";
export { formatLevel, formatValue, readableTime } from "./format.ts";
export { type LiveDisplay, openLiveDisplay } from "./live_display.ts";
export type { Pause } from "./pause.ts";
export { onStop, type StopCallbacks } from "./stop.ts";
export { type Column, makeTable, type Table, type TableSpec } from "./table.ts";
