/** Tests of topic matching. */
import { assertEquals } from "@std/assert";
import { Subscriptions } from "./subscriptions.ts";
import { bytesOf } from "./test_peer.ts";

// "+ab" subscribes, "-ab" cancels.
const CASES: [steps: string[], subject: string, isWanted: boolean][] = [
  [[], "abc", false],
  [["+"], "abc", true],
  [["+"], "", true],
  [["+ab"], "abc", true],
  [["+abc"], "abc", true],
  [["+abcd"], "abc", false],
  [["+b"], "abc", false],
  [["+ab", "-ab"], "abc", false],
  [["+", "-"], "abc", false],
  [["+", "+ab", "-"], "abc", true],
  [["+", "+ab", "-ab"], "xyz", true],
  // libzmq's publisher keeps a set: the second subscription adds nothing.
  [["+ab", "+ab", "-ab"], "abc", false],
  [["-ab", "+ab"], "abc", true],
];

for (const [steps, subject, isWanted] of CASES) {
  Deno.test(`Subscriptions.match() of [${steps}] on "${subject}" is ${isWanted}`, () => {
    const subscriptions = new Subscriptions();
    for (const step of steps) {
      const topic = bytesOf(step.slice(1));
      if (step.startsWith("+")) subscriptions.add(topic);
      else subscriptions.cancel(topic);
    }
    assertEquals(subscriptions.match(bytesOf(subject)), isWanted);
  });
}

Deno.test("Subscriptions.add() refuses the topic after the thousandth, and takes a known one", () => {
  const subscriptions = new Subscriptions();
  for (let index = 0; index < 1_000; index++) subscriptions.add(bytesOf(`${index}`));
  assertEquals(subscriptions.add(bytesOf("one more")), false);
  assertEquals(subscriptions.add(bytesOf("7")), true);
});
