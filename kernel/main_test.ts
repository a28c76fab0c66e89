/** Tests of the arguments by which Jupyter starts a kernel. */

import { assertEquals, assertMatch } from "@std/assert";

const MISUSES: [name: string, args: string[]][] = [
  ["no file", []],
  ["no file behind the option", ["--connection-file"]],
  ["an unknown option", ["--connection-file", "/none", "--verbose", "yes"]],
  ["unknown permissions", ["--connection-file", "/none", "--permissions", "some"]],
  ["permissions twice", ["--permissions=all", "--permissions=default", "--connection-file=/none"]],
];

for (const [name, args] of MISUSES) {
  Deno.test(`run refuses ${name} and says how it is to be used`, async () => {
    const { code, said } = await run(args);
    assertEquals(code, 2);
    assertMatch(said, /^Cannot run the kernel: usage is run \[--permissions all\|default\]/);
  });
}

const USES: [name: string, args: string[]][] = [
  ["a file", ["--connection-file", "/none"]],
  ["a file written with a sign", ["--connection-file=/none"]],
  ["permissions before the file", ["--permissions", "all", "--connection-file", "/none"]],
  ["permissions behind the file", ["--connection-file=/none", "--permissions=default"]],
];

for (const [name, args] of USES) {
  Deno.test(`run takes ${name}`, async () => {
    const { code, said } = await run(args);
    assertEquals(code, 1);
    assertMatch(said, /^Cannot read the connection file "\/none"/);
  });
}

async function run(args: readonly string[]): Promise<{ code: number; said: string }> {
  const main = new URL("main.ts", import.meta.url).pathname;
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--no-lock", decodeURIComponent(main), "run", ...args],
    stdin: "null",
    stdout: "null",
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}
