/** Every probe in the CPythons of this machine, and verdicts of the tight loop through the command line. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { PROBES } from "../../probes/catalog/catalog.ts";
import { endingText } from "../../probes/show/ending_text.ts";
import { arms, type Interpreter, measure, type Probe } from "../../probes/mod.ts";
import { type CliOutcome, runOutside } from "../support/probe_cli.ts";
import { testUnless } from "../support/skip.ts";
import { PYTHONS, tellUntried, TRIED, TRIED_WORDS } from "../support/tried_pythons.ts";

const [MAIN] = await arms({ pythons: PYTHONS });
const MISSING = MAIN === undefined ? "no CPython was found" : null;

/** A smoke process takes 0.1 to 1 s on an idle machine; this one has neighbours. */
const PROCESS_SECONDS_MAX = 10;

tellUntried();

for (const probe of Object.values(PROBES)) {
  testUnless(MISSING, {
    name: `${probe.name} gives all its values on ${TRIED_WORDS}, or says why it cannot`,
    async fn(test) {
      for (const python of TRIED) {
        await test.step(python.name, () => assertGivesAll(probe, python));
      }
    },
  });
}

async function assertGivesAll(
  probe: Probe,
  python: Interpreter,
): Promise<void> {
  const { ending, arms: [arm], runs } = await measure(probe, {
    arms: [python],
    budget: "smoke",
    rounds: 1,
    secondsMax: PROCESS_SECONDS_MAX,
  });
  const [failure] = arm?.failures ?? [];
  // The probe itself may find that it cannot run there, and must say why; nothing else is a reason.
  if (failure?.ending.kind === "unavailable") return assertMatch(failure.ending.reason, /\w+ \w+/);
  assertEquals(failure === undefined ? "" : endingText(failure.ending), "");
  assertEquals(ending.kind, "complete");
  assertEquals(runs[0]?.state?.version, python.version);
  const given = arm?.processes[0]?.values ?? {};
  assertEquals(Object.keys(given).toSorted(), probe.values.map(({ key }) => key).toSorted());
  for (const { key, kind } of probe.values) {
    const value = given[key];
    const isGiven = typeof value === "number" ? Number.isFinite(value) && value >= 0 : value !== "";
    assert(isGiven && (kind !== "slices" || value !== null), `${key} is ${value}`);
  }
}

/** What `probe compare --json` must have, read without our own types: others read it so. */
interface Printed {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly flags: readonly { kind: string; text: string }[];
  readonly base: string;
  readonly test: string;
}

async function compareLoops(baseN: number, testN: number): Promise<Printed> {
  const path = MAIN?.executable ?? "";
  const outcome = await runOutside([
    ...["probe", "compare", "tight_loop", "--base", path, "--test", path],
    ...["--base-param", `n=${baseN}`, "--test-param", `n=${testN}`, "--budget", "smoke", "--json"],
  ]);
  return readPrinted(outcome);
}

function readPrinted({ code, out, err }: CliOutcome): Printed {
  assertEquals([code, err], [0, ""]);
  const printed: Printed = JSON.parse(out);
  const { ratio, low, high, verdict, rounds, seconds, flags, base, test } = printed;
  assert(low <= ratio && ratio <= high, `${ratio} is not in [${low}, ${high}]`);
  assertMatch(verdict, /^(faster|slower|same|unclear)$/);
  assert(verdict !== "slower" || low > 1);
  assert(verdict !== "faster" || high < 1);
  // Some rounds may be lost to a busy machine.
  assert(rounds >= 1 && rounds <= 6 && seconds > 0 && seconds < 60);
  assert(flags.every(({ kind, text }) => kind !== "" && text !== ""));
  assert(base !== test);
  return printed;
}

/** An interval of 95 % misses in one try of twenty, three times in a row in one of eight thousand. */
const TRIES = 3;

testUnless(MISSING, {
  name: "probe compare does not insist that a loop differs from itself",
  async fn() {
    const verdicts: string[] = [];
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const { verdict } = await compareLoops(100_000, 100_000);
      if (verdict === "same" || verdict === "unclear") return;
      verdicts.push(verdict);
    }
    throw new Error(`Called different ${TRIES} times in a row: ${verdicts.join(", ")}`);
  },
});

testUnless(MISSING, {
  name: "probe compare never calls a loop faster that has 5 % more to do",
  async fn() {
    const { verdict, high } = await compareLoops(100_000, 105_000);
    assert(verdict !== "faster" && high > 1, `${verdict}, high end ${high}`);
  },
});
