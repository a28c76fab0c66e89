/** Tests of the list of benchmarks: it is that of the fetched version, and of its metadata where they are there. */
import { assertEquals } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import { readBenchmarks } from "./benchmarks.ts";
import { isFetched, suiteFolder, VERSION } from "./fetch.ts";
import { PYPERFORMANCE_LISTING } from "./listing.ts";

const { version, benchmarks } = PYPERFORMANCE_LISTING;
const folder = suiteFolder(Deno.env.toObject());

Deno.test("PYPERFORMANCE_LISTING is of the version that is fetched, each benchmark once", () => {
  assertEquals(version, VERSION);
  assertEquals(new Set(benchmarks.map(({ name }) => name)).size, benchmarks.length);
});

testUnless(
  folder !== null && isFetched(folder) ? null : "pyperformance was never fetched here",
  {
    name: "PYPERFORMANCE_LISTING says what the package's own metadata say",
    fn() {
      const read = readBenchmarks(folder ?? "").map(({ script: _, options: __, ...listed }) =>
        listed
      );
      assertEquals(benchmarks, read);
    },
  },
);
