/**
 * What can be measured: each probe with its parameters, its values and what it cannot show.
 *
 * Knows nothing of how a probe is run. Start reading at `catalog.ts`.
 *
 * @module
 */

export {
  type ChoiceParameter,
  type NumberParameter,
  type ParamValue,
  type Probe,
  type ProbeKind,
  type ProbeName,
  type ProbeParameter,
  PROBES,
  type ProbeValue,
} from "./catalog.ts";
