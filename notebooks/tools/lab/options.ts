/** The options of `deno task lab`. */

/** What the learner asked for. */
export interface LabOptions {
  readonly openBrowser: boolean;
  /** Null: any free port. */
  readonly port: number | null;
  /** The working copy; null: `.work/` of the checkout. */
  readonly dir: string | null;
  /** The notebook to open, relative to the working copy. */
  readonly notebook: string;
}

/** Options that were read, or what is wrong with them. */
export type ParsedOptions =
  | { kind: "options"; options: LabOptions }
  | { kind: "help" }
  | { kind: "wrong"; reason: string };

/** How the command is to be used. */
export const LAB_USAGE =
  `Usage: deno task lab [--no-browser] [--port N] [--dir DIR] [--notebook FILE]
  --no-browser     print the URL and open nothing
  --port N         use this port (default: 8888 or the next free one)
  --dir DIR        keep the working copy there (default: .work)
  --notebook FILE  open this notebook of the working copy (default: 00_start_here.ipynb)
`;

const DEFAULT_NOTEBOOK = "00_start_here.ipynb";

/** Reads the command line; `--name value` and `--name=value` mean the same. */
export function parseLabOptions(args: string[]): ParsedOptions {
  let options: LabOptions = {
    openBrowser: true,
    port: null,
    dir: null,
    notebook: DEFAULT_NOTEBOOK,
  };
  const rest = args.flatMap((argument) => {
    const [, name, value] = /^(--[a-z-]+)=(.*)$/s.exec(argument) ?? [];
    return name === undefined || value === undefined ? [argument] : [name, value];
  });
  for (let index = 0; index < rest.length; index++) {
    const name = rest[index];
    if (name === "--help" || name === "-h") return { kind: "help" };
    if (name === "--no-browser") {
      options = { ...options, openBrowser: false };
      continue;
    }
    if (name !== "--port" && name !== "--dir" && name !== "--notebook") {
      return wrong(`Cannot understand "${name}": not an option of lab`);
    }
    const value = rest[++index];
    if (value === undefined || value === "") {
      return wrong(`Cannot use ${name}: its value is missing`);
    }
    if (name === "--dir") options = { ...options, dir: value };
    else if (name === "--notebook") options = { ...options, notebook: value };
    else {
      const port = Number(value);
      if (!/^\d+$/.test(value) || port < 1 || port > 65535) {
        return wrong(`Cannot use port "${value}": ports are numbers from 1 to 65535`);
      }
      options = { ...options, port };
    }
  }
  return { kind: "options", options };
}

function wrong(reason: string): ParsedOptions {
  return { kind: "wrong", reason };
}
