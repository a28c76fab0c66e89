/** Runs in a worker before the learner's module: what is printed there is framed as the cell's. */

import { captureOutput } from "./capture.ts";
import { createCellPipes, pairCountAt } from "./cell_pipes.ts";
import { enter } from "./cells.ts";
import { createChannel } from "./channel.ts";
import { createPossessions } from "./possessions.ts";
import { explainRefusals } from "./refusals.ts";
import { ownCommands } from "./subprocesses.ts";
import { ownWorkers, PARAMETERS_NAME } from "./workers.ts";
import { Number, Object, Reflect, String, Uint8Array, URL } from "../primordials.ts";

// A worker of Node cannot put them into the address.
const given: unknown = Reflect.get(globalThis, PARAMETERS_NAME);
Reflect.deleteProperty(globalThis, PARAMETERS_NAME);
const search = given === undefined ? new URL(import.meta.url).search : String(given);
const parameters = new URLSearchParams(search);

const marker = parameters.get("marker") ?? "";
const channel = createChannel(Uint8Array.fromHex(marker));
enter(Number(parameters.get("cell")));
captureOutput(channel);

const count = parameters.get("count");
const pipes = createCellPipes(channel, count === null ? null : pairCountAt(BigInt(count)));
ownCommands(pipes);
const narrowed = parameters.get("narrowed")?.split(",") ?? null;
if (narrowed !== null) explainRefusals(narrowed);
// No cell runs here, so nothing is kept: workers of a worker end with it.
ownWorkers({ marker, pipes, possessions: createPossessions(), narrowed });

const address = parameters.get("location");
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
