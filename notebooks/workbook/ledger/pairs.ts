/** Which arms of a measurement differ in one thing alone: the pairs that a claim is about. */

import type { Interpreter, MeasuredArm, ParamValue } from "../../../probes/mod.ts";
import type { Contrast } from "./expectation.ts";
import { havingText } from "./rules_state.ts";

/** Two arms, the base first. */
export interface ArmPair {
  readonly base: MeasuredArm;
  readonly test: MeasuredArm;
}

/** The arms with these parameters. */
export function armsWhere(
  arms: readonly MeasuredArm[],
  where: Readonly<Record<string, ParamValue>>,
): MeasuredArm[] {
  return arms.filter(({ params }) =>
    Object.entries(where).every(([name, value]) => params[name] === value)
  );
}

/** The pairs that differ as wanted, and in nothing else. */
export function pairsBy(arms: readonly MeasuredArm[], contrast: Contrast): ArmPair[] {
  const started = arms.filter(({ processes }) => processes.length > 0);
  // An arm that was measured twice, to see how far it is from itself, would count twice.
  const usable = started.filter((arm, index) =>
    !started.slice(0, index).some((other) => areTwins(other, arm))
  );
  return usable.flatMap((base) =>
    usable.filter((test) => test !== base && areContrasted(base, test, contrast))
      .filter((test) => contrast.by !== "next minor" || isNext(base, test, usable))
      .map((test) => ({ base, test }))
  );
}

/** The contrast in words, for messages that say what is missing. */
export function contrastText(contrast: Contrast): string {
  switch (contrast.by) {
    case "parameter":
      return `no two arms differ in their ${contrast.name} alone, "${contrast.base}" and ` +
        `"${contrast.test}"`;
    case "environment":
      return `no two arms of one CPython differ in ${contrast.name} alone`;
    case "minor":
      return `there is no ${contrast.base} and ${contrast.test} of one family of builds`;
    case "next minor":
      return "there are no two minor versions of one family of builds";
    case "fact":
      return `there are no two CPythons of one family of builds, one with ` +
        `${havingText(contrast.fact, contrast.base)} and one with ` +
        havingText(contrast.fact, contrast.test);
  }
}

function areContrasted(base: MeasuredArm, test: MeasuredArm, contrast: Contrast): boolean {
  switch (contrast.by) {
    case "parameter":
      return base.params[contrast.name] === contrast.base &&
        test.params[contrast.name] === contrast.test &&
        areTwins(base, test, { parameter: contrast.name });
    case "environment":
      return base.env[contrast.name] === undefined && test.env[contrast.name] === contrast.test &&
        areTwins(base, test, { variable: contrast.name });
    case "minor":
      return minorOf(base.python) === contrast.base && minorOf(test.python) === contrast.test &&
        areReleases(base.python, test.python) && isSameStart(base, test);
    case "next minor":
      return isLaterMinor(base.python, test.python) && areReleases(base.python, test.python) &&
        isSameStart(base, test);
    case "fact":
      return base.python[contrast.fact] === contrast.base &&
        test.python[contrast.fact] === contrast.test &&
        areReleases(base.python, test.python) && isSameStart(base, test) &&
        (contrast.fact !== "tailCalls" || base.python.version === test.python.version);
  }
}

/** Speeds are compared within one family, with the lock, and without the checks of debug builds. */
function areReleases(base: Interpreter, test: Interpreter): boolean {
  return [base, test].every(({ debug, freeThreaded }) => !debug && !freeThreaded) &&
    base.build.family === test.build.family;
}

/** For example `3.14`. */
export function minorOf({ major, minor }: Pick<Interpreter, "major" | "minor">): string {
  return `${major}.${minor}`;
}

function isLaterMinor(base: Interpreter, test: Interpreter): boolean {
  return base.major === test.major && base.minor < test.minor;
}

/** Whether no arm of the family lies between them. */
function isNext(base: MeasuredArm, test: MeasuredArm, arms: readonly MeasuredArm[]): boolean {
  return !arms.some(({ python }) =>
    python.build.family === base.python.build.family && !python.freeThreaded && !python.debug &&
    isLaterMinor(base.python, python) && isLaterMinor(python, test.python)
  );
}

/** What two arms may differ in all the same. */
interface Exception {
  readonly parameter?: string;
  readonly variable?: string;
}

/** Whether two arms are the same in everything but their label, and but for one thing. */
export function areTwins(base: MeasuredArm, test: MeasuredArm, exception?: Exception): boolean {
  return base.python.name === test.python.name &&
    base.python.executable === test.python.executable && isSameStart(base, test, exception);
}

/** The same parameters, variables and flags, but for one. */
function isSameStart(
  base: MeasuredArm,
  test: MeasuredArm,
  { parameter, variable }: Exception = {},
): boolean {
  return equalBut(base.params, test.params, parameter) && equalBut(base.env, test.env, variable) &&
    base.flags.join("\n") === test.flags.join("\n");
}

function equalBut(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
  without: string | undefined,
): boolean {
  return [...Object.keys(left), ...Object.keys(right)].every((name) =>
    name === without || left[name] === right[name]
  );
}
