/** An output of a cell that changes in place while the cell runs. */

import type { DisplayBundle } from "./display.ts";

/** An output that can be replaced. */
export interface LiveDisplay {
  /** Shows the bundle in place of the one before. */
  show(bundle: DisplayBundle): Promise<void>;
}

/** The part of a Deno kernel's interface that is used here. */
interface Kernel {
  broadcast(messageType: string, content: Record<string, unknown>): Promise<void>;
}

/**
 * Opens an output below the running cell; null outside of a Deno kernel. Nothing appears before the first `show()`.
 *
 * ```ts
 * import { openLiveDisplay } from "probes";
 *
 * const display = openLiveDisplay();
 * await display?.show({ "text/plain": "half way" });
 * ```
 */
export function openLiveDisplay(): LiveDisplay | null {
  const kernel = findKernel();
  if (kernel === null) return null;
  const displayId = crypto.randomUUID();
  let isShown = false;
  return {
    async show(bundle) {
      const messageType = isShown ? "update_display_data" : "display_data";
      isShown = true;
      await kernel.broadcast(messageType, {
        data: bundle,
        metadata: {},
        transient: { display_id: displayId },
      });
    },
  };
}

function findKernel(): Kernel | null {
  try {
    // As an object of any kind: where the front end's interface is declared, it has its own type.
    const namespace: object = Deno;
    const kernel: Partial<Kernel> | undefined = Reflect.get(namespace, "jupyter");
    return typeof kernel?.broadcast === "function" ? kernel as Kernel : null;
  } catch {
    // Outside of a kernel the accessor throws, which is the answer.
    return null;
  }
}
