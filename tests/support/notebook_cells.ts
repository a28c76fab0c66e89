/** The cells of notebook files, as our own tools read them. */
import { fromFileUrl } from "@std/path";
import type { Cell } from "../../notebooks/tools/nbformat.ts";
import { readNotebookFile } from "../../notebooks/tools/notebook_file.ts";

/** Reads the cells of a notebook; throws where it is none. */
export async function readCells(notebook: URL): Promise<readonly Cell[]> {
  const path = fromFileUrl(notebook);
  const read = await readNotebookFile(path, path);
  if (read.kind !== "notebook") throw new Error(read.message);
  return read.notebook.cells;
}

/** The source of the cell with that id; throws where there is none. */
export function sourceIn(cells: readonly Cell[], id: string): string {
  const cell = cells.find((one) => one.id === id);
  if (cell === undefined) throw new Error(`Cannot find a cell: none has the id "${id}"`);
  return cell.source;
}
