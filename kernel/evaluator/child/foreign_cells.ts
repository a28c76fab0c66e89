/** The way to what runs cells that are no TypeScript, which is loaded when the first one runs. */

import { awaiting, awaitingEnd, currentCell, Interrupted } from "./cells.ts";
import type { Channel } from "./channel.ts";
import type { ForeignContext, ForeignText } from "./foreign/foreign_cell.ts";
import { holdBefore } from "./hold.ts";
import { URL } from "../primordials.ts";

/** What the way needs of the process. */
export interface ForeignSetup extends Pick<ForeignContext, "marker" | "importModule"> {
  readonly channel: Channel;
}

/** Computed, so that a start does not load it. */
const RUN = new URL("./foreign/run.ts", import.meta.url).href;

/** Runs a cell, or a command of it; see `CellRuntime`. */
export function createForeign({ channel, ...setup }: ForeignSetup) {
  return async (text: ForeignText, name: string): Promise<unknown> => {
    const cell = currentCell();
    // What is loaded in a cell's first turn would be broken by a termination.
    holdBefore();
    const module: typeof import("./foreign/run.ts") = await awaiting(import(RUN));
    return await module.runForeign(text, {
      ...setup,
      cell,
      name,
      say: (line) => channel.text("stdout", cell, line),
      awaiting,
      awaitingEnd,
      holdBefore,
      isInterrupt: Interrupted.isOne,
      declare: (declared, type) =>
        channel.message(cell, { kind: "declared", name: declared, type }),
    });
  };
}
