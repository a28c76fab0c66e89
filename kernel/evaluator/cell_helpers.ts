/**
 * The members of `__probebook` that do not depend on how a cell is stopped: imports, `import.meta`,
 * `using`, and thrown values as plain data. Runs in the child process; depends on nothing.
 */

import { createModuleVersions } from "./module_versions.ts";
import {
  CELL_FILE_NAME,
  type CellImportMeta,
  type CellRuntime,
  type ImportOptions,
  type ModuleNamespace,
  type ThrownReport,
  TRACEBACK,
} from "./runtime_contract.ts";
import {
  Array,
  AsyncDisposableStack,
  decodeURIComponent,
  Deno,
  Error,
  Map,
  Object,
  Reflect,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  URL,
} from "./primordials.ts";

/** The part of the runtime that `createCellHelpers()` provides. */
export type CellHelpers = Omit<CellRuntime, "awaiting" | "awaitingEach" | "last" | "foreign">;

/** What the helpers need of their surroundings. */
export interface CellHelperOptions {
  /** The `import()` of a module in the notebook's folder: Deno resolves names by who imports. */
  readonly importer?: (url: string, options?: ImportCallOptions) => Promise<ModuleNamespace>;
  /** `import.meta.resolve()` of the same module. */
  readonly resolver?: (specifier: string) => string;
  /** The cell whose code runs. */
  readonly currentCell?: () => number;
}

/** Where no file is the learner's. */
const OUR_ROOMS = ["kernel/", "probes/", "notebooks/workbook/"].map((room) =>
  new URL(`../../${room}`, import.meta.url).href
);

/** Makes the helpers for cells of the notebook in `folder`, a file URL that ends with a slash. */
export function createCellHelpers(
  folder: URL,
  {
    importer = (url, options) => import(url, options),
    resolver = (name) => import.meta.resolve(name),
    currentCell = () => 0,
  }: CellHelperOptions = {},
): CellHelpers {
  const versions = createModuleVersions({ foreign: OUR_ROOMS, resolver });
  const disposals = createDisposals(currentCell);
  return {
    async importModule(specifier: string, options?: ImportOptions) {
      const attributes = options?.with === undefined ? undefined : { with: { ...options.with } };
      const loaded = await versions.load(specifier, (name) => importer(name, attributes));
      const missing = options?.required?.find((name) => !(name in loaded));
      if (missing === undefined) return loaded;
      throw new SyntaxError(
        `The requested module '${specifier}' does not provide an export named '${missing}'`,
      );
    },
    async dynamicImport(specifier: unknown, options?: unknown) {
      const text = String(specifier);
      const url = isRelative(text) ? new URL(text, folder).href : text;
      const given = importCallOptions(options);
      return await versions.load(url, (name) => importer(name, given));
    },
    importMeta: importMetaOf(folder),
    refuse() {
      throw new TypeError("Assignment to constant variable");
    },
    use: disposals.use,
    dispose: disposals.dispose,
  };
}

/** Describes a thrown value as plain data. Never throws, whatever the value's getters do. */
export function reportThrown(
  thrown: unknown,
  { stackOf, depth = 0 }: ReportOptions,
): ThrownReport {
  try {
    return thrown instanceof Error
      ? reportError(thrown, { stackOf, depth })
      : { name: "Error", message: `${typeof thrown} thrown: ${textOf(thrown)}`, stack: null };
  } catch {
    // A proxy or a getter that throws: nothing more can be learned of the value.
    return { name: "Error", message: "The thrown value cannot be described", stack: null };
  }
}

/** How thrown values are described. */
export interface ReportOptions {
  /** An error's stack with the frames as V8 has them. */
  readonly stackOf: (error: Error) => string | null;
  /** How many causes and members lie above. */
  readonly depth?: number;
}

/** Causes and members that are followed; longer chains are cut. Chosen: screens end there. */
const DEPTH_MAX = 5;
const MEMBERS_MAX = 10;

function reportError(
  error: Error,
  { stackOf, depth }: Required<ReportOptions>,
): ThrownReport {
  const { name, message, cause } = error;
  const deeper = { stackOf, depth: depth + 1 };
  const members: unknown = Reflect.get(error, "errors");
  const lines: unknown = Reflect.get(error, TRACEBACK);
  return {
    name: String(name),
    message: String(message),
    stack: stackOf(error),
    ...(Array.isArray(lines) ? { traceback: lines.map(String) } : {}),
    ...(cause !== undefined && depth < DEPTH_MAX ? { cause: reportThrown(cause, deeper) } : {}),
    ...(Array.isArray(members) && depth < DEPTH_MAX
      ? { errors: members.slice(0, MEMBERS_MAX).map((member) => reportThrown(member, deeper)) }
      : {}),
  };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return Deno.inspect(value, { colors: false, depth: 2, strAbbreviateSize: 1000 });
}

/** Options of `import()` as given, as far as they are options at all. */
function importCallOptions(options: unknown): ImportCallOptions | undefined {
  return typeof options === "object" && options !== null ? options : undefined;
}

function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier);
}

function importMetaOf(folder: URL): CellImportMeta {
  const url = new URL(CELL_FILE_NAME, folder);
  const filename = decodeURIComponent(url.pathname);
  return Object.freeze({
    url: url.href,
    filename,
    dirname: filename.slice(0, -CELL_FILE_NAME.length - 1) || "/",
    main: true,
    resolve(specifier: string) {
      return isRelative(specifier)
        ? new URL(specifier, folder).href
        : import.meta.resolve(specifier);
    },
  });
}

/** What is to be disposed of when a cell ends, by cell: one may run while another waits. */
function createDisposals(currentCell: () => number): Pick<CellRuntime, "use" | "dispose"> {
  const stacks = new Map<number, AsyncDisposableStack>();
  const stackOf = (cell: number) => {
    const stack = stacks.get(cell) ?? new AsyncDisposableStack();
    stacks.set(cell, stack);
    return stack;
  };
  return {
    use(value: unknown, kind: "sync" | "async") {
      if (value === null || value === undefined) return value;
      const stack = stackOf(currentCell());
      if (kind === "async" && hasMethod(value, Symbol.asyncDispose)) {
        const disposable = value;
        stack.defer(() => disposable[Symbol.asyncDispose]());
      } else if (hasMethod(value, Symbol.dispose)) {
        const disposable = value;
        stack.defer(() => disposable[Symbol.dispose]());
      } else {
        throw new TypeError("Cannot use the value: it has no method to dispose of it");
      }
      return value;
    },
    async dispose(cell = currentCell()) {
      const ending = stacks.get(cell);
      stacks.delete(cell);
      await ending?.disposeAsync();
      return {};
    },
  };
}

function hasMethod<Key extends symbol>(
  value: unknown,
  key: Key,
): value is Record<Key, () => Promise<void>> {
  return (typeof value === "object" || typeof value === "function") && value !== null &&
    key in value && typeof Reflect.get(value, key) === "function";
}
