/** Machines and CPythons as the manifest tells them: classes and builds, nothing of anybody's own. */

import type { Interpreter } from "../interpreters/mod.ts";
import type { MachineReading } from "../machine/mod.ts";
import type { FrozenBuild, FrozenMachine } from "./manifest.ts";

/** The class of a machine. */
export function machineOf(reading: MachineReading): FrozenMachine {
  if (reading.kind === "unavailable") {
    const { os, arch } = Deno.build;
    const unknown = { processor: null, usableProcessorCount: null, memoryMib: null };
    return { ...unknown, system: os, release: "unknown", architecture: arch, isVirtual: null };
  }
  const { facts } = reading;
  return {
    processor: facts.processor,
    usableProcessorCount: facts.usableProcessorCount,
    memoryMib: facts.memoryKib === null ? null : Math.round(facts.memoryKib / 1024),
    system: facts.system,
    // What follows its first two numbers is often the name of who built it.
    release: /^\d+\.\d+/.exec(facts.release)?.[0] ?? "unknown",
    architecture: facts.architecture,
    isVirtual: facts.isVirtual,
  };
}

/** What a CPython is. */
export function buildOf(python: Interpreter): FrozenBuild {
  const { name, version, build, collector, gil, jit, tailCalls } = python;
  const { vendor, family, compiler, pgo, lto, shared } = build;
  return {
    ...{ name, version, vendor, family, compiler, pgo, lto, shared },
    ...{ collector, gil, jit, tailCalls },
    remedy: remedyFor(python),
  };
}

/** How to get it; of a build that no program fetches, what has the same version. */
function remedyFor({ version, major, minor, freeThreaded, build }: Interpreter): string {
  const letter = freeThreaded ? "t" : "";
  const standalone = `uv python install ${version}${letter}`;
  switch (build.vendor) {
    case "debian":
      return `deno task interpreters add ${major}.${minor} --from debian`;
    case "pyenv":
      return `pyenv install ${version}${letter}`;
    case "conda":
      return `conda create --name py python=${version}`;
    case "homebrew":
      return `brew install python@${major}.${minor}`;
    case "standalone":
      return standalone;
    case "python.org":
    case "xcode":
    case "macports":
    case "nix":
    case "distribution":
    case "other":
      return `${standalone} (the same version, another build)`;
  }
}
