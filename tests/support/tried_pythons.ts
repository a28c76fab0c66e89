/** The CPythons that tests start one after the other: all of them in the matrix, else the two at the ends. */
import { discoverInterpreters, type Interpreter } from "../../probes/interpreters/mod.ts";
import { isMatrix } from "./python_driver.ts";
import { testUnless } from "./skip.ts";

/** Every CPython of this machine, oldest first. */
export const PYTHONS: readonly Interpreter[] = await discoverInterpreters();

/** For whole notebooks: a dozen take as many minutes as three take tens of seconds, and show no chart more. */
export const NEWEST: readonly Interpreter[] = PYTHONS.slice(-3);

/** What holds in the oldest and the newest of them holds in those between, but for rare exceptions. */
export const ENDS: readonly Interpreter[] = PYTHONS.filter((_, index) =>
  index === 0 || index === PYTHONS.length - 1
);

/** Those that a test starts one after the other. */
export const TRIED: readonly Interpreter[] = isMatrix() ? PYTHONS : ENDS;

/** The same in words, for names of tests. */
export const TRIED_WORDS = isMatrix()
  ? "every CPython found"
  : "the oldest and the newest CPython found";

/** Says in the list of what was skipped which CPythons are left out; once a phase is enough. */
export function tellUntried(): void {
  const untried = PYTHONS.filter((python) => !TRIED.includes(python)).map(({ name }) => name);
  if (untried.length === 0) return;
  testUnless("part of test:all", { name: `the same on ${untried.join(", ")}`, fn: () => {} });
}
