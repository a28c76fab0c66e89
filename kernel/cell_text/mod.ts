/**
 * What kind of cell a text is: TypeScript, a Python script (`%%python`), a file to write
 * (`%%writefile`), commands (`!command`), or a head that nobody knows.
 *
 * It reads text and nothing else: it does not know how such a cell runs, which names exist or what
 * the notebook holds. Start reading at `cell_text.ts`.
 */

export {
  type CellText,
  type Command,
  type CommandText,
  hintOnMisplacedHead,
  type InvalidText,
  type PythonText,
  readCellText,
  type WriteFileText,
} from "./cell_text.ts";
export { splitWords, type Words } from "./words.ts";
