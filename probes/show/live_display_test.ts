/** Tests of outputs that change in place: in a kernel that is played, and outside of one. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { openLiveDisplay } from "./live_display.ts";
import { fakeKernel } from "../../tests/support/fake_kernel.ts";

Deno.test("openLiveDisplay() gives nothing outside of a kernel", () => {
  assertEquals(openLiveDisplay(), null);
});

Deno.test("openLiveDisplay() shows once and then updates in place", async () => {
  using kernel = fakeKernel();
  const display = openLiveDisplay();
  assertEquals(kernel.messages.length, 0);
  await display?.show({ "text/plain": "one" });
  await display?.show({ "text/plain": "two" });
  assertEquals(kernel.messages.map(({ type, text }) => [type, text]), [
    ["display_data", "one"],
    ["update_display_data", "two"],
  ]);
  assertEquals(kernel.messages[0]?.displayId, kernel.messages[1]?.displayId);
});

Deno.test("openLiveDisplay() opens outputs of their own", async () => {
  using kernel = fakeKernel();
  await openLiveDisplay()?.show({});
  await openLiveDisplay()?.show({});
  assertNotEquals(kernel.messages[0]?.displayId, kernel.messages[1]?.displayId);
});
