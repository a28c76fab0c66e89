/** Where the pipes of one cell wait for each other, so that its output is shown in its order. */

/** A pipe of a cell: this process's usual one, or one of the pair for the cell's subprocesses. */
export type Party = "main" | "stdout" | "stderr";

/** The meeting places of one cell. */
export interface OutputOrder {
  /** Resolves when the other pipes have come to this place too, or have ended. */
  reach(party: Party, place: number): Promise<void>;
  /** Nobody waits for this pipe any more. */
  leave(party: Party): void;
}

/** Makes the order of one cell. */
export function createOutputOrder(): OutputOrder {
  const places: Record<Party, number> = { main: 0, stdout: 0, stderr: 0 };
  let waiting: { readonly place: number; readonly resolve: () => void }[] = [];

  function wake(): void {
    const reached = Math.min(places.main, places.stdout, places.stderr);
    const ready = waiting.filter(({ place }) => place <= reached);
    if (ready.length === 0) return;
    waiting = waiting.filter(({ place }) => place > reached);
    for (const { resolve } of ready) resolve();
  }

  return {
    reach(party, place) {
      places[party] = Math.max(places[party], place);
      return new Promise((resolve) => {
        waiting.push({ place, resolve });
        wake();
      });
    },
    leave(party) {
      places[party] = Infinity;
      wake();
    },
  };
}
