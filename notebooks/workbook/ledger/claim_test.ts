/** Tests of the claims' cards: golden HTML, what survives in an untrusted notebook, and text. */
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { fakePauseRuns, fakeTwins } from "../../../tests/support/fake_evidence.ts";
import { fakeMeasured } from "../../../tests/support/fake_measured.ts";
import { compareGolden } from "../../../tests/support/golden.ts";
import { check } from "../exercises/check.ts";
import { exercise } from "../exercises/exercise.ts";
import { EXERCISES } from "../exercises/registry.ts";
import { claim, type ClaimCard } from "./claim.ts";
import type { Evidence } from "./evidence.ts";
import { LEDGER } from "./ledger.ts";

const NO_PYTHON = fakeTwins({ rounds: 0 }, { arms: [], ending: { kind: "no_interpreters" } });

const FROZEN = {
  date: "2026-11-21",
  machine: "2 cores, Linux",
  builds: "py3.14.3 (other, GCC 11)",
};
const STATES = [
  { name: "py3.14.3", minor: 14, facts: { collector: "incremental" } },
  { name: "py3.14.10", minor: 14 },
] as const;

const CARDS: [name: string, card: () => ClaimCard][] = [
  ["claim_supported", () => claim("L2-P1-01", fakeTwins())],
  ["claim_contradicted", () => claim("L2-P1-04", fakePauseRuns([{ medians: [2, 3, 2, 4, 2, 3] }]))],
  ["claim_inconclusive", () => claim("L2-P1-04", fakePauseRuns([{ medians: [0.1, 0.2] }]))],
  ["claim_unavailable", () => claim("L2-P1-01", NO_PYTHON)],
  ["claim_not_measured", () => claim("L2-P1-03")],
  [
    "claim_frozen",
    () => claim("L2-S3-02", [fakeMeasured("gc_state", { arms: STATES, frozen: FROZEN })]),
  ],
  ["claim_arithmetic", () => claim("L2-S3-09")],
  ["claim_elsewhere", () => claim("L2-I-02")],
];

for (const [name, card] of CARDS) {
  for (const [type, ending] of [["text/html", "html"], ["text/plain", "txt"]] as const) {
    Deno.test(`claim() shows ${name} as ${type}`, async () => {
      const shown = (await card()[DISPLAY]())[type] ?? "";
      // The picture has goldens of its own.
      const text = shown.replaceAll(/base64,[^"]+/g, "base64,");
      await compareGolden(
        new URL(`testdata/${name}.${ending}.golden`, import.meta.url),
        `${text}\n`,
      );
    });
  }
}

for (const { id } of LEDGER) {
  Deno.test(`claim("${id}") has nothing that an untrusted or a dark page would lose`, async () => {
    assertEquals(lost((await claim(id)[DISPLAY]())["text/html"] ?? ""), []);
  });
}

for (const { id } of EXERCISES) {
  Deno.test(`exercise("${id}") has nothing that an untrusted or a dark page would lose`, async () => {
    assertEquals(lost((await exercise(id)[DISPLAY]())["text/html"] ?? ""), []);
  });
}

Deno.test("claim() waits for evidence that still measures", async () => {
  const card = claim("L2-P1-01", Promise.resolve(fakeTwins()));
  assertEquals((await card.finding())?.kind, "supported");
  assertEquals(
    await claim("L2-P1-01", Promise.resolve(null as unknown as Evidence)).finding(),
    null,
  );
});

Deno.test("claim() refuses what is no evidence at its own line, and the wrong kind when it comes", async () => {
  assertThrows(
    () => claim("L2-P1-01", 5 as unknown as Evidence),
    TypeError,
    "the evidence is a number",
  );
  assertThrows(() => claim("P1"), TypeError, 'Cannot find claim "P1": there are "');
  const wrong = claim("L2-P1-01", Promise.resolve(fakePauseRuns([{}])));
  const error = await assertRejects(async () => await wrong[DISPLAY](), TypeError, "is needed");
  // By then the cell has ended: only the line of the call tells where the mistake is.
  assertStringIncludes(error.stack ?? "", "claim_test.ts");
});

Deno.test("claim() judges the rubric by the check itself", async () => {
  const checking = check("L2-P1-05", null);
  const text = (await claim("L2-P1-05", checking)[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "? inconclusive");
});

/** Tags that a notebook removes when it is not trusted, and colours that only one theme can bear. */
function lost(html: string): string[] {
  return [
    ...html.matchAll(
      /<(?:script|style|svg|iframe|link)\b|\bon\w+=|class=|(?:color|background)[\w-]*:/g,
    ),
  ].map(([text]) => text);
}
