/** What a cell reads when something is refused: what is missing, and how to get it. */

/** As Deno 2.9 words a refusal: `Requires read access to "/etc/passwd", run again with …`. */
const REFUSED =
  /^Requires (read|write|run|net|env|sys|ffi|import|all) access(?: to (.+?))?, run again with the --allow-/s;

/** Deno's words for a subprocess that is to load other libraries. */
const LIBRARY_PATH =
  /^Requires --allow-run permissions? to spawn subprocess with (\S+) environment/;

/** Deno's words for `Deno.symlink()`. */
const SYMLINK = /requires unscoped --allow-read and --allow-write/;

/** Deno's words for a worker that is to have more than who starts it. */
const ESCALATION = /^Can't escalate parent thread permissions/;

/** The other kernel, as menus show it. */
const OTHER_KERNEL =
  'choose the kernel "TypeScript (Probebook, all permissions)" in the menu Kernel, Change Kernel';

/**
 * The same refusal in words that help; null when it is none of Deno's. `narrowed` names the
 * permissions that the folder's configuration takes away.
 */
export function refusalText(message: string, narrowed: readonly string[] = []): string | null {
  const [, variable] = LIBRARY_PATH.exec(message) ?? [];
  if (variable !== undefined) {
    return `Cannot start a program with the variable ${variable}: this kernel does not allow it. Remedy: leave it out, or ${OTHER_KERNEL}`;
  }
  if (SYMLINK.test(message)) {
    return `Cannot make a link: this kernel does not allow it. Remedy: copy the file, or ${OTHER_KERNEL}`;
  }
  if (ESCALATION.test(message)) {
    return `Cannot give a worker more permissions than its cell has. Remedy: start it with fewer, or ${OTHER_KERNEL}`;
  }
  const [, kind, target] = REFUSED.exec(message) ?? [];
  if (kind === undefined) return null;
  if (kind === "run" && target === undefined) {
    return `Cannot signal a process that is not a cell's, or run any program: this kernel does not allow it. Remedy: ${OTHER_KERNEL}`;
  }
  const { action, remedy: usual } = wordsFor(kind, target ?? "");
  const remedy = narrowed.includes(kind)
    ? `the "permissions" of deno.json take some of it away: change them and restart the kernel, or `
    : usual;
  const what = target === undefined ? "" : ` ${target}`;
  return `Cannot ${action}${what}: cells of this kernel lack the permission "${kind}" for it. Remedy: ${remedy}${OTHER_KERNEL}`;
}

function wordsFor(kind: string, target: string): Words {
  if (kind === "write" && CONFIGURATION.test(target)) return CONFIGURED;
  if (kind === "env" && target === "") return ALL_VARIABLES;
  if (kind === "run" && PIP.test(target)) return PACKAGES;
  return WORDS[kind] ?? USUAL;
}

interface Words {
  readonly action: string;
  /** Ends where the other kernel follows. */
  readonly remedy: string;
}

/** Deno's quoted path of the file that decides what cells may do. */
const CONFIGURATION = /[/"]deno\.jsonc?"$/;

const CONFIGURED: Words = {
  action: "write",
  remedy: "change it in an editor, because it can take permissions from cells, or ",
};

/** Deno asks for all of them at once, which some are not given; each by itself can be read and set. */
const ALL_VARIABLES: Words = {
  action: "read or set all environment variables at once",
  remedy: 'use "Deno.env.get()" or "Deno.env.set()" for each, or ',
};

/** Deno's quoted name of Python's installer. */
const PIP = /[/"]pip[\d.]*"$/;

const PACKAGES: Words = {
  action: "run",
  remedy: 'start it by "python -m pip", in a command "!python -m pip", or ',
};

const USUAL: Words = { action: "use", remedy: "" };

const WORDS: Readonly<Record<string, Words>> = {
  read: { action: "read", remedy: "put the file into the notebook's folder, or " },
  write: { action: "write", remedy: "write into the notebook's folder, or " },
  run: {
    action: "run",
    remedy: "cells run only CPythons and environments made from them; for a new one run " +
      '"deno task interpreters" in a terminal and restart the kernel; for other programs ',
  },
  net: { action: "use the network address", remedy: "" },
  env: {
    action: "read the variable",
    remedy: "give it another name that begins with PROBEBOOK_, or ",
  },
  sys: { action: "ask the system for", remedy: "" },
  ffi: { action: "load the native library", remedy: "" },
  import: {
    action: "import from",
    remedy: "import it from npm: or jsr:, or copy the module into the notebook's folder, or ",
  },
};
