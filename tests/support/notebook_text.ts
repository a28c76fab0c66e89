/** Notebook files for tests. */

/** A code cell: its text, or its text and a tag. */
export type CellText = string | readonly [text: string, tag: string];

/** A notebook with these code cells and no outputs, for our kernel. */
export function notebookText(cells: readonly CellText[]): string {
  return JSON.stringify({
    cells: cells.map((cell, index) => {
      const [source, ...tags] = typeof cell === "string" ? [cell] : cell;
      return {
        cell_type: "code",
        execution_count: null,
        id: `cell-${index}`,
        metadata: tags.length === 0 ? {} : { tags },
        outputs: [],
        source,
      };
    }),
    metadata: {
      kernelspec: {
        display_name: "TypeScript (Probebook)",
        language: "typescript",
        name: "probebook",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
