/** The one form in which our notebooks are kept: what a person wrote, and nothing a run left. */

import { printJson } from "./json.ts";
import { type Cell, type Fields, isCodeCell, type Notebook } from "./nbformat.ts";

/** The kernel that a notebook of ours names. */
export const KERNELSPEC: Fields = {
  display_name: "TypeScript (Probebook)",
  language: "typescript",
  name: "probebook",
};

/** What a notebook of ours says about its kernel; versions are left to the kernel that runs it. */
const NOTEBOOK_METADATA: Fields = {
  kernelspec: KERNELSPEC,
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};

/** Cell metadata that people set on purpose; front ends add much more while they run. */
const KEPT_METADATA: readonly string[] = ["tags", "nbgrader"];

/** The canonical form of a notebook. */
export function canonicalNotebook(notebook: Notebook): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { ...NOTEBOOK_METADATA, ...lessonMetadata(notebook.metadata) },
    cells: notebook.cells.map(canonicalCell),
  };
}

/** What a notebook of ours says about its lesson, for institutions: skills, objectives, minutes. */
function lessonMetadata({ probebook }: Fields): Fields {
  return probebook === undefined ? {} : { probebook };
}

function canonicalCell(cell: Cell): Cell {
  const { cell_type: type, id, attachments } = cell;
  const source = cell.source.replace(/\r\n?/g, "\n");
  const metadata = canonicalMetadata(cell.metadata);
  if (isCodeCell(cell)) {
    return { cell_type: "code", id, source, metadata, outputs: [], execution_count: null };
  }
  return { cell_type: type, id, source, metadata, ...(attachments ? { attachments } : {}) };
}

function canonicalMetadata(metadata: Fields): Fields {
  const kept = Object.entries(metadata).filter(([key, value]) =>
    KEPT_METADATA.includes(key) && !(Array.isArray(value) && value.length === 0)
  );
  return Object.fromEntries([...kept, ...hiddenSource(metadata["jupyter"])]);
}

/** Code that is hidden on purpose stays hidden; whether outputs were folded is of the moment. */
function hiddenSource(jupyter: unknown): [string, Fields][] {
  const isHidden = typeof jupyter === "object" && jupyter !== null &&
    "source_hidden" in jupyter && jupyter.source_hidden === true;
  return isHidden ? [["jupyter", { source_hidden: true }]] : [];
}

/** What differs from the canonical form, in a few words each; empty when nothing does. */
export function differences(notebook: Notebook, text: { found: string; wanted: string }): string[] {
  if (text.found === text.wanted) return [];
  const canonical = canonicalNotebook(notebook);
  const code = notebook.cells.filter(isCodeCell);
  const isMetadataOther = (cell: Cell, index: number) =>
    printJson(cell.metadata) !== printJson(canonical.cells[index]?.metadata);
  const found: [isFound: boolean, words: string][] = [
    [code.some(({ outputs }) => outputs.length > 0), "outputs"],
    [code.some(({ execution_count: count }) => count !== null), "execution counts"],
    [notebook.cells.some(isMetadataOther), "cell metadata"],
    [
      printJson(notebook.metadata) !== printJson(canonical.metadata),
      "notebook metadata",
    ],
  ];
  const words = found.flatMap(([isFound, name]) => isFound ? [name] : []);
  return words.length > 0 ? words : ["cell ids, line ends or spacing"];
}
