/** Tests of what is told of a Stop, in a process of their own: an interrupt would reach every test of this one. */
import { assertEquals } from "@std/assert";

const MODULE = new URL("./stop.ts", import.meta.url).href;

const PROGRAM = `
import { onStop } from ${JSON.stringify(MODULE)};
const log = [];
const done = Promise.withResolvers();
const ignore = onStop({
  atOnce() {
    log.push("at once");
    if (log.length < 2) Deno.kill(Deno.pid, "SIGINT");
  },
  later() {
    log.push("later");
    done.resolve();
  },
  laterMs: 50,
});
Deno.kill(Deno.pid, "SIGINT");
await done.promise;
ignore();
setTimeout(() => {}, 5000);
Deno.addSignalListener("SIGINT", () => {
  console.log(log.join(", "));
  Deno.exit(0);
});
Deno.kill(Deno.pid, "SIGINT");
`;

Deno.test("onStop() tells of each Stop at once, of the last one later, and of none when it is over", async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", PROGRAM],
    stdout: "piped",
  }).output();
  assertEquals(new TextDecoder().decode(stdout), "at once, at once, later\n");
});
