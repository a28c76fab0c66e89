/**
 * Help while typing: completion and inspection, from the running program and from the text.
 *
 * The room owns every conversion of positions (`position.ts`): Jupyter's code points, JavaScript's
 * UTF-16 units, an editor's lines. It deliberately does not know how a program runs: whoever wires
 * the kernel passes the few questions it may ask (`LiveNames`). Start reading with `completion.ts`;
 * `scan.ts` and `expression.ts` find out what the cursor is about.
 */

export {
  type Completion,
  createHelp,
  type Help,
  type HelpOptions,
  type InspectOptions,
  type LiveNames,
  type Name,
} from "./completion.ts";
export type { Inspection } from "./inspection.ts";
export { namesDeclaredIn } from "./declared.ts";
export {
  createNotebookTypes,
  type NotebookTypes,
  type NotebookTypesOptions,
} from "./notebook_types.ts";
export {
  codepointsOfUtf16,
  type Position,
  positionOfUtf16,
  utf16OfCodepoints,
  utf16OfPosition,
} from "./position.ts";
export type {
  DiagnoseOptions,
  Diagnosis,
  KnownCell,
  TypedName,
  TypedText,
  TypeFault,
  TypeHelp,
  TypeQuestion,
  TypeService,
} from "./type_service.ts";
