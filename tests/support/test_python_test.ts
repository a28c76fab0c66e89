/** Tests of preparing the Python for tests, as far as they need neither network nor a real one. */
import { assertEquals, assertMatch } from "@std/assert";
import { prepareTestPython } from "./test_python.ts";

/** An executable that behaves as far as needed like an interpreter of one minor version. */
function fakePython(minor: number, { hasVenv }: { hasVenv: boolean }): string {
  return `#!/bin/sh
case "$1 $2" in
  "-m venv") ${hasVenv ? `mkdir -p "$3/bin" && cp "$0" "$3/bin/python"` : "exit 1"};;
  "-m pip") exit 0;;
  *) echo ${minor};;
esac
`;
}

async function prepare(pythons: Record<string, string>) {
  const root = await Deno.makeTempDir();
  await Deno.mkdir(`${root}/tests`);
  await Deno.mkdir(`${root}/bin`);
  await Deno.writeTextFile(`${root}/tests/requirements.txt`, "");
  for (const [name, text] of Object.entries(pythons)) {
    await Deno.writeTextFile(`${root}/bin/${name}`, text, { mode: 0o755 });
  }
  const options = { root, folders: [`${root}/bin`], uv: null };
  const first = await prepareTestPython(options);
  const second = await prepareTestPython(options);
  await Deno.remove(root, { recursive: true });
  return { first, second, root };
}

Deno.test("prepareTestPython() makes the environment once and finds it again", async () => {
  const { first, second, root } = await prepare({ "python3": fakePython(12, { hasVenv: true }) });
  const python = `${root}/.lab/test-python/bin/python`;
  assertEquals(first, { kind: "ready", python, isNew: true });
  assertEquals(second, { kind: "ready", python, isNew: false });
});

Deno.test("prepareTestPython() falls back to an older Python that works", async () => {
  const { first } = await prepare({
    "python3.13": fakePython(13, { hasVenv: false }),
    "python3.11": fakePython(11, { hasVenv: true }),
  });
  assertEquals(first.kind, "ready");
});

Deno.test("prepareTestPython() says what is missing", async () => {
  const { first: none } = await prepare({ "python3": fakePython(9, { hasVenv: true }) });
  assertEquals(none, {
    kind: "missing",
    reason: "no CPython 3.10 to 3.14 that can make environments",
  });
  const { first: broken } = await prepare({ "python3.13": fakePython(13, { hasVenv: false }) });
  assertMatch(
    broken.kind === "missing" ? broken.reason : "",
    /python3\.13 cannot install tests\/requirements\.txt/,
  );
});
