/** Which request a cell's output belongs to, also long after the cell ended. */

import type { Incoming } from "../messaging/mod.ts";

/**
 * Cells whose late output still finds its parent: a few hundred bytes of header each, and more
 * than the 5,000 cells that the load requirement queues at once. Older ones use the latest.
 */
const CELLS_MAX = 8192;

/** The requests of recent cells, by cell id. */
export interface CellBook {
  /** Notes a new cell and gives its id. */
  open(request: Incoming): string;
  /** The request of a cell; for a forgotten id that of the latest cell. */
  requestOf(cellId: string): Incoming | null;
}

/** Makes an empty book. */
export function createCellBook(): CellBook {
  const requests = new Map<string, Incoming>();
  let latest: Incoming | null = null;
  let openedCount = 0;
  return {
    open(request) {
      const cellId = `c${++openedCount}`;
      // All else is dropped, it may be large: only the address of the answer is needed later.
      const { header } = request.message;
      latest = {
        ...request,
        message: { header, parentHeader: {}, metadata: {}, content: {}, buffers: [] },
      };
      requests.set(cellId, latest);
      const [oldest] = requests.keys();
      if (requests.size > CELLS_MAX && oldest !== undefined) requests.delete(oldest);
      return cellId;
    },
    requestOf: (cellId) => requests.get(cellId) ?? latest,
  };
}
