/** How long the statistics of one comparison take: 200 rounds are to be decided in under 50 ms. */
import { NOISE_FAMILIES, noisySession } from "../../tests/support/noise.ts";
import { cleanProcess } from "./clean.ts";
import { decide } from "./decide.ts";
import { pairProcesses } from "./pair.ts";

const FAMILY = NOISE_FAMILIES.find((family) => family.name === "everything at once") ?? {
  name: "quiet",
};

for (const rounds of [20, 200, 2000]) {
  const session = noisySession(FAMILY, { ratio: 1.02, rounds, slices: 20, seed: 1 });
  const cleaned = session.map(({ base, test }) => ({
    base: cleanProcess(base),
    test: cleanProcess(test),
  }));

  Deno.bench(`from slices to verdict, ${rounds} rounds of 2 x 20 slices`, () => {
    const paired = pairProcesses(session.map(({ base, test }) => ({
      base: cleanProcess(base),
      test: cleanProcess(test),
    })));
    decide(paired);
  });

  Deno.bench(`from levels to verdict, ${rounds} rounds`, () => {
    decide(pairProcesses(cleaned));
  });
}
