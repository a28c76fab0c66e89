/**
 * The text of a cell on its way to V8, and places in it on their way back.
 *
 * `transpile.ts` turns TypeScript into a script for V8's REPL mode: types are blanked, imports and
 * awaits rewritten by edits that keep places (`rewriter.ts`). `traceback.ts` maps what V8 says back
 * to the cell's own lines. Knows text only: neither processes nor the inspector.
 *
 * @module
 */

export { completeness } from "./completeness.ts";
export { createPlaceMap } from "./place_map.ts";
export { describeThrown, frameLines, type TracebackOptions, type TracedCell } from "./traceback.ts";
export {
  type CellContext,
  transpileCell,
  type Transpiled,
  type TranspiledScript,
  warmTranspiler,
} from "./transpile.ts";
