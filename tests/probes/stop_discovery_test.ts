/** Stop in the kernel while interpreters are looked for. */
import { assertEquals, assertMatch } from "@std/assert";
import { endingText, startFixture } from "../../kernel/evaluator/evaluator_fixture.ts";
import { fakeFacts, fakePrograms, printing } from "../support/fake_programs.ts";
import { assertGone, pidWritten } from "../support/processes.ts";

Deno.test("Stop ends the search for interpreters and the candidate that hangs", async () => {
  using folder = fakePrograms({
    "a/bin/python3": printing(fakeFacts("3.14.0")),
    "b/bin/python3": `echo $$ > "$0.pid"; exec sleep 600`,
  });
  await using fixture = await startFixture();
  await fixture.run(`import { discoverInterpreters } from "probes";
const environment = { PROBEBOOK_PYTHONS: ${
    JSON.stringify(folder.path)
  }, PROBEBOOK_PYTHONS_ONLY: "1" };
const searching = discoverInterpreters({ environment, secondsMax: 500 });`);
  const cell = fixture.run("await searching");
  const pid = await pidWritten(folder.at("b/bin/python3.pid"));
  await fixture.port.interrupt();
  await assertGone(pid);
  assertEquals(endingText(await cell), "interrupted");
  const reasons = await fixture.ending(
    "const found = await searching; found.rejected.map(({ rejection }) => rejection).join()",
  );
  // The other one may have answered by then, or not.
  assertMatch(reasons, /^text\/plain: "(stopped,)?stopped"$/);
});
