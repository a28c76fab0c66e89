/** The parameters of a probe: what is not given is completed, what makes no sense is refused. */

import type { BudgetName } from "../measure/budget.ts";
import type { NumberParameter, ParamValue, Probe, ProbeParameter } from "./probe.ts";
import { nearestName } from "../measure/options.ts";

/** Completes a probe's parameters; throws where one is unknown, of the wrong type or out of range. */
export function completeParams(
  probe: Probe,
  given: Readonly<Record<string, ParamValue>>,
  budget: BudgetName,
): Record<string, ParamValue> {
  const doing = `Cannot measure "${probe.name}"`;
  const names = probe.parameters.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    throw new TypeError(`${doing}: there is no parameter "${name}", ${nearestName(name, names)}`);
  }
  return Object.fromEntries(
    probe.parameters.map((parameter) => [
      parameter.name,
      completed(doing, parameter, given[parameter.name] ?? usual(parameter, budget)),
    ]),
  );
}

function usual(parameter: ProbeParameter, budget: BudgetName): ParamValue {
  return typeof parameter.default === "object" ? parameter.default[budget] : parameter.default;
}

function completed(doing: string, parameter: ProbeParameter, value: ParamValue): ParamValue {
  switch (parameter.kind) {
    case "number":
      return wholeNumber(doing, parameter, value);
    case "choice": {
      if (parameter.choices.includes(String(value))) return value;
      const choices = parameter.choices.map((choice) => `"${choice}"`).join(", ");
      throw new RangeError(
        `${doing}: "${parameter.name}" is "${value}", one of ${choices} is needed`,
      );
    }
  }
}

function wholeNumber(
  doing: string,
  { name, min, max }: NumberParameter,
  value: ParamValue,
): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) {
    return value;
  }
  const shown = typeof value === "string" ? `"${value}"` : value;
  throw new RangeError(
    `${doing}: "${name}" is ${shown}, a whole number from ${min} to ${max} is needed`,
  );
}
