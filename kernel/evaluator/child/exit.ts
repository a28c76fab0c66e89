/** How cells end their process. */

import { currentCell } from "./cells.ts";
import type { Channel } from "./channel.ts";
import { Atomics, Deno, Number, Object } from "../primordials.ts";

/** An exit under the inspector would hang until the debugger leaves: the parent ends us instead. */
export function installExit(channel: Channel): (code?: number | string | null) => never {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const exit = (code?: number | string | null): never => {
    channel.message(currentCell(), {
      kind: "exit",
      code: Number(code ?? Deno.exitCode) || 0,
    });
    for (;;) Atomics.wait(sleeper, 0, 0);
  };
  Object.defineProperty(Deno, "exit", { value: exit, configurable: true, writable: true });
  return exit;
}
