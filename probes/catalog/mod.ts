/**
 * What can be measured: each probe with its parameters, its values and what it cannot show.
 *
 * Knows nothing of how a probe is run. Start reading at `catalog.ts`.
 *
 * @module
 */

export { PROBES } from "./catalog.ts";
export type {
  ChoiceParameter,
  NumberParameter,
  ParamValue,
  Probe,
  ProbeKind,
  ProbeName,
  ProbeParameter,
  ProbeValue,
} from "./probe.ts";
