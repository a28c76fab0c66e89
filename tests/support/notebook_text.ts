/** Notebook files for tests. */

/** A notebook with these code cells and no outputs, for our kernel. */
export function notebookText(cells: readonly string[]): string {
  return JSON.stringify({
    cells: cells.map((source, index) => ({
      cell_type: "code",
      execution_count: null,
      id: `cell-${index}`,
      metadata: {},
      outputs: [],
      source,
    })),
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
