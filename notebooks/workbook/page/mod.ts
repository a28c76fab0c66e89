/**
 * What a page holds beside pictures: tables, cards, the small Markdown in which exercises are written, and the small
 * change of sentences. Knows HTML and plain text, and nothing of what is told.
 *
 * Start reading at `card.ts`.
 *
 * @module
 */

export { table, type TableOptions } from "./table.ts";
