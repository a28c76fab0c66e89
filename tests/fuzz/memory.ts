/** Memory of this process that is really in use: what a collection leaves. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** MiB of the heap and of the buffers beside it, after a collection. */
export function usedMib(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new TypeError("Cannot collect: V8 hides its collector");
  collect();
  const { heapUsed, external } = Deno.memoryUsage();
  return Promise.resolve((heapUsed + external) / 2 ** 20);
}
