/** The benchmarks of pyperformance as its own metadata describe them. */

import { join } from "@std/path";

/** One benchmark. */
export interface Benchmark {
  /** For example `nbody`. */
  readonly name: string;
  /** Packages beside pyperf that it needs; with none it runs as it is. */
  readonly needs: readonly string[];
  /** The minor version of CPython 3 that it needs at least; null where any will do. */
  readonly minor: number | null;
  /** Lines of its script. */
  readonly lines: number;
  /** What pyperformance files it under, for example `math`. */
  readonly tags: readonly string[];
  /** Its script. */
  readonly script: string;
  /** What its script is told to be this benchmark and not another one. */
  readonly options: readonly string[];
}

/** Reads all benchmarks of a folder with the packages; those that cannot be read are left out. */
export function readBenchmarks(folder: string): Benchmark[] {
  const root = join(folder, "pyperformance", "data-files", "benchmarks");
  return readManifest(readText(join(root, "MANIFEST"))).flatMap(({ name, base }) => {
    const home = join(root, `bm_${base}`);
    const script = join(home, "run_benchmark.py");
    const program = readText(script);
    if (program === "") return [];
    const shared = readMetadata(readText(join(home, "pyproject.toml")));
    // One that is a variant has a file of its own, which says only what is special about it.
    const own = base === name ? shared : readMetadata(readText(join(home, `bm_${name}.toml`)));
    return [{
      name,
      needs: needsOf(own.needs ?? shared.needs ?? [], home),
      minor: own.minor ?? shared.minor,
      lines: program.split("\n").length - 1,
      tags: own.tags ?? shared.tags ?? [],
      script,
      options: own.options ?? [],
    }];
  });
}

/** What the metadata name; where they name nothing, what pyperformance would install before it runs the benchmark. */
function needsOf(named: readonly string[], home: string): readonly string[] {
  if (named.length > 0) return named;
  const lines = readText(join(home, "requirements.txt")).split("\n");
  const required = lines.filter((line) => /^\w/.test(line)).map((line) => line.trim());
  const hasVendor = readText(join(home, "vendor", "pyproject.toml")) !== "" ||
    readText(join(home, "vendor", "setup.py")) !== "";
  return [...required, ...(hasVendor ? ["a package in its own folder"] : [])];
}

/** The names in a manifest, each with the one whose folder it lies in. */
export function readManifest(text: string): { name: string; base: string }[] {
  const [benchmarks = ""] = text.replace(/^\[benchmarks\]/, "").split(/^\[/m);
  return benchmarks.split("\n").flatMap((line) => {
    const [, name, base] = /^([\w-]+)\s+<local(?::([\w-]+))?>\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, base: base ?? name }];
  });
}

interface Metadata {
  readonly needs: readonly string[] | null;
  readonly minor: number | null;
  readonly tags: readonly string[] | null;
  readonly options: readonly string[] | null;
}

/** Reads the few fields that matter of a benchmark's `pyproject.toml`: texts and lists of texts. */
export function readMetadata(text: string): Metadata {
  const needs = listOf(text, "dependencies");
  const since = /^requires-python\s*=\s*"[^"]*>=\s*3\.(\d+)/m.exec(text)?.[1];
  return {
    needs: needs?.filter((name) => !/^pyperf\b/.test(name)) ?? null,
    minor: since === undefined ? null : Number(since),
    tags: /^tags\s*=\s*"([^"]*)"/m.exec(text)?.[1]?.split(/\s+/) ?? listOf(text, "tags"),
    options: listOf(text, "extra_opts"),
  };
}

function listOf(text: string, key: string): string[] | null {
  const list = new RegExp(`^${key}\\s*=\\s*\\[((?:[^\\]"]|"[^"]*")*)\\]`, "m").exec(text)?.[1];
  return list === undefined ? null : [...list.matchAll(/"([^"]*)"/g)].map(([, item = ""]) => item);
}

function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    // A variant without a file of its own, or a benchmark whose files are gone: it is then left out.
    return "";
  }
}
