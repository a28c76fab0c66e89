/** A folder of small shell scripts that play interpreters, good and bad. */

import { dirname, join } from "@std/path";

/** A temporary folder that removes itself. */
export interface FakeFolder extends Disposable {
  readonly path: string;
  /** The path of one file in it. */
  at(name: string): string;
}

/** Writes executable shell scripts, each by its path inside a new folder and its body. */
export function fakePrograms(scripts: Readonly<Record<string, string>>): FakeFolder {
  const path = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "probebook_fake_" }));
  const at = (name: string) => join(path, name);
  for (const [name, body] of Object.entries(scripts)) {
    Deno.mkdirSync(dirname(at(name)), { recursive: true });
    Deno.writeTextFileSync(at(name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  return { path, at, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}

/** The facts that a CPython of that version would print, with changes. */
export function fakeFacts(
  version: string,
  changes: Readonly<Record<string, unknown>> = {},
): string {
  const [major, minor, micro] = version.split(".").map((part) => Number.parseInt(part, 10));
  return JSON.stringify({
    event: "facts",
    implementation: "cpython",
    version,
    versionInfo: [major, minor, micro ?? 0],
    releaseLevel: "final",
    banner: `${version} (main, Jan 1 2026, 00:00:00) [GCC 12.2.0]`,
    executable: "",
    prefix: `/fake/${version}`,
    baseExecutable: null,
    files: [],
    freeThreaded: false,
    gilEnabled: true,
    jit: "absent",
    collector: "generational",
    tailCalls: false,
    subinterpreters: false,
    remoteAttach: "absent",
    specialization: "always",
    deferredAnnotations: false,
    debug: false,
    bits: 64,
    missingModules: [],
    shared: false,
    pgo: null,
    lto: null,
    debian: false,
    standalone: false,
    conda: false,
    ...changes,
  });
}

/** The body of a script that prints these lines. */
export function printing(...lines: readonly string[]): string {
  return ["cat <<'END'", ...lines, "END"].join("\n");
}

/** What a program says of its build. */
export const FAKE_BUILD = {
  banner: "3.14.0 (main, Jan 1 2026, 00:00:00) [GCC 12.2.0]",
  configArgs: "'--prefix=/fake' '--enable-optimizations'",
  cflags: "-O3 -Wall",
  isDebug: false,
  buildDate: "Jan 1 2026 00:00:00",
};

/**
 * The body of a script that says what it is when it is asked, and else does what `body` says; of the machine it knows
 * nothing, unless `body` does.
 */
export function answering(facts: string, body: string): string {
  const build = printing(JSON.stringify({ event: "program", ...FAKE_BUILD }));
  const cases = [["facts.py", printing(facts)], ["program.py", build]]
    .map(([script, answer]) => `*${script}*)\n${answer}\n;;`);
  if (!body.includes("machine.py")) cases.push("*machine.py*)\nexit 3\n;;");
  return `case "$*" in\n${cases.join("\n")}\n*)\n${body}\n;;\nesac`;
}
