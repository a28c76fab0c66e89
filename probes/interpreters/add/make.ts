/** What makers of an interpreter are given: what is wanted, and where. */

import type { AddWorld } from "./tool.ts";
import type { WantedVersion } from "./wanted.ts";

/** One interpreter to be made. */
export interface MakeTask {
  readonly wanted: WantedVersion;
  /** Where it is made: it becomes `final` by one renaming, or is removed. */
  readonly staging: string;
  /** Where it will be. */
  readonly final: string;
  /** What is fetched on the way; kept where it helps the next try. */
  readonly downloads: string;
  readonly world: AddWorld;
}
