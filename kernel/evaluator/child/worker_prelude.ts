/** Runs in a worker before the learner's module: what is printed there is framed as the cell's. */

import { captureOutput } from "./capture.ts";
import { enter } from "./cells.ts";
import { createChannel } from "./channel.ts";
import { Number, Object, Uint8Array, URL } from "../primordials.ts";

const { searchParams } = new URL(import.meta.url);

enter(Number(searchParams.get("cell")));
captureOutput(createChannel(Uint8Array.fromHex(searchParams.get("marker") ?? "")));

const address = searchParams.get("location");
if (address !== null) showAsMain(new URL(address));

/** The worker's own address is that of a module that only imports this one and the learner's. */
function showAsMain(url: URL): void {
  const location = {};
  for (
    const part of [
      "hash",
      "host",
      "hostname",
      "href",
      "origin",
      "pathname",
      "port",
      "protocol",
      "search",
    ] as const
  ) {
    Object.defineProperty(location, part, { value: url[part], enumerable: true });
  }
  Object.defineProperty(location, "toString", { value: () => url.href });
  Object.defineProperty(globalThis, "location", { value: location, configurable: true });
}
