/**
 * The notebook as modules for a compiler. Cells share their names and may declare one again, which
 * no module may. So cells that ran are joined to modules in their order, a new one begins where a
 * name gets another meaning, and a name is imported from wherever its latest declaration stands.
 * A cell thus keeps the types that it ran with, and a later one has those of the latest version.
 */

import type { KnownCell } from "../type_service.ts";
import { type CellNames, readCellNames, type TopLevelName } from "./top_level.ts";

/** A text for the compiler. */
export interface ModuleText {
  /** In the notebook's folder; no such file exists. */
  readonly fileName: string;
  readonly text: string;
}

/** A text with a cell's code in it. */
export interface CellModule extends ModuleText {
  /** Lines in front of the code. */
  readonly headLines: number;
}

/** What cells have made, in the order in which they ran. */
export interface NotebookModel {
  ran(cell: KnownCell): void;
  /** No cell has run any more. */
  forget(): void;
  /** The modules of cells that ran; those that are unchanged are the same objects. */
  modules(): readonly ModuleText[];
  /** A cell's code behind what earlier cells have made; `key` is left out of those. */
  moduleFor(code: string, options: { name: string; key?: string }): CellModule;
  /** Names that a later cell can use, the latest first. */
  names(): readonly TopLevelName[];
  /** The cell whose own text makes a name: one that imports it does not. */
  makerOf(name: string): KnownCell | null;
}

/** How names of files begin that only the compiler sees. */
export const FILE_PREFIX = ".probebook-";

/** Whether a file stands for cells that ran, not for one that is being typed. */
export function isOfCells(fileName: string): boolean {
  return /^\d/.test(fileName.slice(FILE_PREFIX.length));
}

/**
 * Longest code that is taken in. Chosen: a longer cell is data, and the compiler would be busy with
 * it for seconds.
 */
export const CODE_LENGTH_MAX = 200_000;

/**
 * Text of one module, beyond which the next one begins: what changes in a module is read anew.
 * Measured with 500 cells of 10 lines (Deno 2.9.6): completion is as fast as with one cell when
 * there are few modules, and twice as slow with 50 of them.
 */
const MODULE_LENGTH_MAX = 60_000;

/** Cells that are kept; the oldest are forgotten. Chosen: more than a notebook has. */
const CELLS_MAX = 2000;

/** One run of one cell. */
interface Version {
  readonly cell: KnownCell;
  readonly names: CellNames;
  /** Who has made what it uses. */
  readonly uses: ReadonlyMap<string, Version>;
  readonly module: Module;
}

interface Module {
  readonly index: number;
  readonly extension: "ts" | "tsx";
  versions: Version[];
  /** Null when it is to be put together anew. */
  text: ModuleText | null;
}

/** Makes the model of a notebook of which no cell has run. */
export function createNotebookModel({ head = "" }: { head?: string } = {}): NotebookModel {
  /** The latest version of each cell, in order of execution. */
  const latest = new Map<string, Version>();
  const modules: Module[] = [];
  let moduleCount = 0;

  function resolve(name: string, exceptKey?: string): Version | null {
    for (const version of [...latest.values()].reverse()) {
      if (version.cell.key !== exceptKey && declares(version, name)) return version;
    }
    return null;
  }

  function usesOf({ words, declared }: CellNames, exceptKey?: string): Map<string, Version> {
    const own = new Set(declared.map(({ name }) => name));
    const makers = new Map<string, Version>();
    for (const version of latest.values()) {
      if (version.cell.key === exceptKey) continue;
      for (const { name } of version.names.declared) {
        if (words.has(name) && !own.has(name)) makers.set(name, version);
      }
    }
    return makers;
  }

  function dropUnused(): void {
    const reached = new Set<Version>();
    const waiting = [...latest.values()];
    for (let version = waiting.pop(); version !== undefined; version = waiting.pop()) {
      if (reached.has(version)) continue;
      reached.add(version);
      waiting.push(...version.uses.values());
    }
    for (const module of modules) {
      const kept = module.versions.filter((version) => reached.has(version));
      if (kept.length === module.versions.length) continue;
      module.versions = kept;
      module.text = null;
    }
    modules.splice(0, modules.length, ...modules.filter(({ versions }) => versions.length > 0));
  }

  function moduleTaking(cell: KnownCell, names: CellNames, uses: Version["uses"]): Module {
    const last = modules.at(-1);
    const kind = jsxKind(cell.code);
    const fits = last !== undefined && (kind === "either" || kind === last.extension) &&
      hasRoom(last, cell) && !isInConflict(last, names, uses);
    if (fits) return last;
    const extension = kind === "tsx" ? "tsx" : "ts";
    const module: Module = { index: ++moduleCount, extension, versions: [], text: null };
    modules.push(module);
    return module;
  }

  return {
    ran(cell) {
      if (cell.code.length > CODE_LENGTH_MAX) return;
      const names = readCellNames(cell.code);
      const uses = usesOf(names, cell.key);
      const known = latest.get(cell.key);
      if (known !== undefined && isSameRun(known, { cell, uses }, resolve)) return;
      latest.delete(cell.key);
      // A cell that declares nothing is of no use to later ones.
      if (names.declared.length > 0) {
        // First, so that the place of an earlier version is free.
        dropUnused();
        const module = moduleTaking(cell, names, uses);
        const version: Version = { cell, names, uses, module };
        module.versions.push(version);
        module.text = null;
        latest.set(cell.key, version);
      }
      const [oldest] = latest.keys();
      if (latest.size > CELLS_MAX && oldest !== undefined) latest.delete(oldest);
      if (names.declared.length === 0 && known !== undefined) dropUnused();
    },
    forget() {
      latest.clear();
      dropUnused();
    },
    modules: () => modules.map((module) => module.text ??= textOf(module, head)),
    moduleFor(code, { name, key }) {
      const names = readCellNames(code);
      const lines = [...pragmasOf(code), [head, importsOf(usesOf(names, key))].join(" ")];
      return {
        fileName: `${FILE_PREFIX}${name}.${jsxKind(code) === "tsx" ? "tsx" : "ts"}`,
        text: `${lines.join("\n")}\n${code}`,
        headLines: lines.length,
      };
    },
    names() {
      const found = new Map<string, TopLevelName>();
      for (const { names } of [...latest.values()].reverse()) {
        for (const name of names.declared) if (!found.has(name.name)) found.set(name.name, name);
      }
      return [...found.values()];
    },
    makerOf(name) {
      const maker = resolve(name);
      const declared = maker?.names.declared.find((known) => known.name === name);
      return maker === null || declared?.isImported === true ? null : maker.cell;
    },
  };
}

function declares({ names }: Version, name: string): boolean {
  return names.declared.some((declared) => declared.name === name);
}

/** Whether the types cannot have changed: the same text over the same names, and nobody has hidden it. */
function isSameRun(
  known: Version,
  again: Pick<Version, "cell" | "uses">,
  resolve: (name: string) => Version | null,
): boolean {
  if (known.cell.code !== again.cell.code || known.uses.size !== again.uses.size) return false;
  for (const [name, maker] of again.uses) if (known.uses.get(name) !== maker) return false;
  return known.names.declared.every(({ name }) => resolve(name) === known);
}

function hasRoom({ versions }: Module, { code }: KnownCell): boolean {
  const length = versions.reduce((sum, version) => sum + version.cell.code.length, code.length);
  return length <= MODULE_LENGTH_MAX;
}

/** Whether a name would have two meanings in the module. */
function isInConflict(module: Module, names: CellNames, uses: Version["uses"]): boolean {
  const meanings = new Map<string, Version>();
  for (const version of module.versions) {
    for (const [name, maker] of version.uses) meanings.set(name, maker);
    for (const { name } of version.names.declared) meanings.set(name, version);
  }
  if (names.declared.some(({ name }) => meanings.has(name))) return true;
  return [...uses].some(([name, maker]) => (meanings.get(name) ?? maker) !== maker);
}

function textOf(module: Module, head: string): ModuleText {
  const foreign = new Map<string, Version>();
  for (const version of module.versions) {
    for (const [name, maker] of version.uses) {
      if (maker.module !== module) foreign.set(name, maker);
    }
  }
  // Each cell behind a semicolon of its own: it must not go on with the one before.
  const cells = module.versions.map(({ cell, names }) => `${cell.code}\n;${exportOf(names)}`);
  return {
    fileName: fileNameOf(module),
    text: [`${head} ${importsOf(foreign)}`, ...cells].join("\n"),
  };
}

function fileNameOf({ index, extension }: Module): string {
  return `${FILE_PREFIX}${index}.${extension}`;
}

function exportOf({ declared }: CellNames): string {
  const names = declared.flatMap(({ name, isExported }) => isExported ? [] : [name]);
  return names.length === 0 ? "" : `export { ${names.join(", ")} };`;
}

/** One line that brings names in. What can be assigned comes as a variable: nobody may assign an import. */
function importsOf(makers: ReadonlyMap<string, Version>): string {
  const imported = new Map<string, string[]>();
  const lines: string[] = [];
  for (const [name, { module, names }] of makers) {
    const from = JSON.stringify(`./${fileNameOf(module)}`);
    const isVariable = names.declared.some((known) => known.name === name && known.isVariable);
    if (isVariable) lines.push(`declare let ${name}: typeof import(${from}).${name};`);
    else imported.set(from, [...imported.get(from) ?? [], name]);
  }
  for (const [from, names] of imported) lines.push(`import { ${names.join(", ")} } from ${from};`);
  return lines.join(" ");
}

/** Comments at the top of a cell that the compiler reads only at the top of a file. */
function pragmasOf(code: string): string[] {
  const [top = ""] = /^(?:\s+|\/\/.*|\/\*[\s\S]*?\*\/)*/.exec(code) ?? [];
  return top.split("\n").filter((line) => /^\s*\/\/\/\s*<|@(?:jsx\w*|ts-nocheck)\b/.test(line));
}

/** Whether the text has JSX; where it has no angle at all it may stand beside both. */
function jsxKind(code: string): "ts" | "tsx" | "either" {
  if (!code.includes("<")) return "either";
  return /<\/\s*[\w.$-]*\s*>|\/>|<>/.test(code.replace(/(["'`])(?:\\.|(?!\1)[^\\])*\1/g, ""))
    ? "tsx"
    : "ts";
}
