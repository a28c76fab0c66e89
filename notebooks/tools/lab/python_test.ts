/** Tests of the choice of a Python, on fake interpreters in a temporary PATH. */

import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { choosePython } from "./python.ts";
import { type FakePython, makeTestHost, writePython } from "./test_host.ts";

interface Case {
  /** Fake Pythons by path relative to the machine's root. */
  readonly pythons: Record<string, FakePython>;
  readonly hasUv?: boolean;
  readonly expected: string;
}

const CASES: Record<string, Case> = {
  "the newest version, not the first on PATH": {
    pythons: { "bin/python3": { version: "3.11.9" }, "bin/python3.13": { version: "3.13.1" } },
    expected: "bin/python3.13 3.13.1",
  },
  "3.9.18 is older than 3.10.0, whatever the letters say": {
    pythons: { "bin/python3": { version: "3.9.18" }, "bin/python3.10": { version: "3.10.0" } },
    expected: "bin/python3.10 3.10.0",
  },
  "no pre-release": {
    pythons: {
      "bin/python3.14": { version: "3.14.0", level: "candidate" },
      "bin/python3": {},
    },
    expected: "bin/python3 3.12.4",
  },
  "no free-threaded build": {
    pythons: {
      "bin/python3.14t": { version: "3.14.0", freeThreaded: true },
      "bin/python3": {},
    },
    expected: "bin/python3 3.12.4",
  },
  "nothing newer than the wheels": {
    pythons: { "bin/python3.15": { version: "3.15.0" }, "bin/python3": {} },
    expected: "bin/python3 3.12.4",
  },
  "no other implementation": {
    pythons: {
      "bin/python3.11": { implementation: "pypy", version: "3.11.1" },
      "bin/python3": { version: "3.10.2" },
    },
    expected: "bin/python3 3.10.2",
  },
  "one with venv rather than a newer one without": {
    pythons: { "bin/python3.13": { version: "3.13.1", missing: "ensurepip" }, "bin/python3": {} },
    expected: "bin/python3 3.12.4",
  },
  "the newer one without venv when there is uv": {
    pythons: { "bin/python3.13": { version: "3.13.1", missing: "ensurepip" }, "bin/python3": {} },
    hasUv: true,
    expected: "bin/python3.13 3.13.1",
  },
  "none that lacks ssl, uv or not": {
    pythons: { "bin/python3.13": { version: "3.13.1", missing: "_ssl" }, "bin/python3": {} },
    hasUv: true,
    expected: "bin/python3 3.12.4",
  },
  "versions of pyenv that are not on PATH": {
    pythons: { "home/.pyenv/versions/3.13.2/bin/python3": { version: "3.13.2" } },
    expected: "home/.pyenv/versions/3.13.2/bin/python3 3.13.2",
  },
  "what uv has installed": {
    pythons: { "home/.local/share/uv/python/cpython-3.13/bin/python3.13": { version: "3.13.3" } },
    expected: "home/.local/share/uv/python/cpython-3.13/bin/python3.13 3.13.3",
  },
  "the interpreter itself, not the environment on PATH": {
    pythons: { "bin/python3": { executable: "/opt/base/bin/python3.12" } },
    expected: "/opt/base/bin/python3.12 3.12.4",
  },
  "one beside a broken one": {
    pythons: { "bin/python3.13": { script: "exit 127" }, "bin/python3": {} },
    expected: "bin/python3 3.12.4",
  },
};

for (const [name, { pythons, hasUv = false, expected }] of Object.entries(CASES)) {
  Deno.test(`choosePython() takes ${name}`, async () => {
    await using host = await makeTestHost();
    for (const [path, fake] of Object.entries(pythons)) {
      await writePython(join(host.root, path), fake);
    }
    const chosen = await choosePython(host, { hasUv });
    assertEquals(
      chosen.kind === "problem"
        ? chosen.what
        : `${chosen.executable.replace(`${host.root}/`, "")} ${chosen.version}`,
      expected,
    );
  });
}

Deno.test("choosePython() never runs a shim", async () => {
  await using host = await makeTestHost();
  const shims = join(host.root, "shims");
  const trace = join(host.root, "trace");
  await writePython(join(shims, "python3"), { script: `touch '${trace}'` });
  await writePython(join(host.root, "bin", "python3"));
  const env = (name: string) => name === "PATH" ? `${shims}:${host.root}/bin` : host.env(name);
  const chosen = await choosePython({ ...host, env }, { hasUv: false });
  assertEquals(chosen.kind, "python");
  assertEquals(await Deno.stat(trace).then(() => "run", () => "not run"), "not run");
});

Deno.test("choosePython() says that there is no Python and how to get one", async () => {
  await using host = await makeTestHost();
  const chosen = await choosePython(host, { hasUv: false });
  if (chosen.kind !== "problem") throw new Error("a Python was found on an empty machine");
  assertEquals(chosen.what, "Cannot set up JupyterLab: no Python was found");
  assertMatch(chosen.remedy, /^apt install python3 python3-venv/);
});

Deno.test("choosePython() names every Python it passed over, and the package with venv", async () => {
  await using host = await makeTestHost();
  const bin = join(host.root, "bin");
  await writePython(join(bin, "python3.11"), { version: "3.11.2", missing: "ensurepip" });
  await writePython(join(bin, "python3.8"), { version: "3.8.10" });
  await writePython(join(bin, "python2"), { script: "exit 2" });
  await writePython(join(bin, "python"), { script: "exit 2" });
  const chosen = await choosePython(host, { hasUv: false });
  if (chosen.kind !== "problem") throw new Error("none of these was to be taken");
  const lines = chosen.what.replaceAll(`${bin}/`, "").split("\n").slice(1).map((line) =>
    line.trim()
  );
  assertEquals(lines.sort(), [
    "python gives no answer, exit code 2",
    "python3.11 lacks ensurepip",
    "python3.8 is older than 3.10",
  ]);
  assertMatch(chosen.remedy, /^apt install python3\.11-venv/);
});
