/** The probes that exist, by name. */

/** A number that a probe can be given. */
export interface ProbeParameter {
  /** Its name, as it is given to `measure()`. */
  readonly name: string;
  /** What it says, in a few words. */
  readonly meaning: string;
  /** Used when it is not given. */
  readonly default: number;
  /** The least that is accepted. */
  readonly min: number;
  /** The most that is accepted. */
  readonly max: number;
}

/** What a probe's number means. */
export interface ProbeValue {
  /** For example `time per iteration`. */
  readonly name: string;
  /** For example `ns`. */
  readonly unit: string;
  /** The direction of the value. */
  readonly lowerIsBetter: boolean;
}

/** The probes by name. */
export type ProbeName = "tight_loop";

/** A probe: what it times, how, and in which unit its value comes. */
export interface Probe {
  /** The name under which `measure()` knows it. */
  readonly name: ProbeName;
  /** What it does, in a few words. */
  readonly title: string;
  /** `slices`: many short timings a process. */
  readonly kind: "slices";
  /** The Python program. */
  readonly script: URL;
  /** In the order in which the script takes them. */
  readonly parameters: readonly ProbeParameter[];
  /** What its number means. */
  readonly value: ProbeValue;
  /** How many times one call repeats what the value is given per; the script's own loop. */
  readonly innerLoops: (params: Readonly<Record<string, number>>) => number;
}

const PROBES: Readonly<Record<ProbeName, Probe>> = {
  tight_loop: {
    name: "tight_loop",
    title: "Tight loop: add the numbers below n",
    kind: "slices",
    script: new URL("./python/tight_loop.py", import.meta.url),
    parameters: [{
      name: "n",
      meaning: "iterations of the loop in one call",
      default: 100_000,
      min: 1,
      // 16 slices of a ten-million loop take some 5 s a process: more is not a probe any longer.
      max: 10_000_000,
    }],
    value: { name: "time per iteration", unit: "ns", lowerIsBetter: true },
    innerLoops: (params) => params["n"] ?? 1,
  },
};

/** The probe of that name; throws a `TypeError` that lists the names there are. */
export function findProbe(name: string): Probe {
  const probe = Object.values(PROBES).find((candidate) => candidate.name === name);
  if (probe !== undefined) return probe;
  const names = Object.keys(PROBES).map((known) => `"${known}"`).join(", ");
  throw new TypeError(`Cannot find probe "${name}": there are ${names}`);
}

/** Completes a probe's parameters; throws where one is unknown or out of range. */
export function completeParams(
  probe: Probe,
  given: Readonly<Record<string, number>>,
): Record<string, number> {
  for (const name of Object.keys(given)) {
    if (!probe.parameters.some((parameter) => parameter.name === name)) {
      throw new TypeError(`Cannot measure "${probe.name}": there is no parameter "${name}"`);
    }
  }
  return Object.fromEntries(probe.parameters.map(({ name, default: usual, min, max }) => {
    const value = given[name] ?? usual;
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new RangeError(
        `Cannot measure "${probe.name}": "${name}" is ${value}, a whole number from ${min} to ${max} is needed`,
      );
    }
    return [name, value];
  }));
}
