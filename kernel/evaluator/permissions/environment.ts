/**
 * The environment variables that cells are given: the one list. All others are not in their process
 * at all, so that no subprocess has them either.
 */

/** Whole names. */
const NAMES = new Set([
  // Who and where.
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "PATH",
  "PWD",
  "TMPDIR",
  "TMP",
  "TEMP",
  // How text and time are shown.
  "LANG",
  "LANGUAGE",
  "TZ",
  "TERM",
  "COLORTERM",
  "NO_COLOR",
  "FORCE_COLOR",
  "COLUMNS",
  "LINES",
  // What Jupyter says of the notebook, and whether somebody watches.
  "JPY_SESSION_NAME",
  "JPY_PARENT_PID",
  "CI",
  // How Deno finds packages.
  "DENO_DIR",
  "DENO_CERT",
  "DENO_TLS_CA_STORE",
  "DENO_NO_UPDATE_CHECK",
  "NPM_CONFIG_REGISTRY",
  "JSR_URL",
  "NODE_ENV",
  "NODE_DEBUG",
  "NODE_EXTRA_CA_CERTS",
  "DEBUG",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  "VIRTUAL_ENV",
]);

/** Ours, and what users name so because cells shall have it, keys included. */
const OWN_BEGINNING = "PROBEBOOK_";

/** What stands before the first `_` of all others: those of shells, graders and Python's managers. */
const FAMILIES = new Set([
  "XDG",
  "LC",
  "NBGRADER",
  "PIP",
  "UV",
  "PYENV",
  "ASDF",
  "MISE",
  "PIXI",
  "CONDA",
  "MAMBA",
  "HOMEBREW",
  "MALLOC",
]);

/** CPython's own, and how many threads numeric libraries start. */
const BEGINNING = "PYTHON";
const ENDING = "_NUM_THREADS";

/** What such names tell of a secret, wherever it stands: `UV_PUBLISH_TOKEN`, `PIP_PASSWORD`. */
const SECRET = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|PRIVATE/i;

/** Shells export functions under other names, and Deno takes a `*` for any name: such are left out. */
const NAME = /^\w+$/;

/** The variables of a kernel, parted into those for cells and the names of the others. */
export function partEnvironment(environment: Readonly<Record<string, string>>): {
  readonly given: Record<string, string>;
  readonly withheld: string[];
} {
  const given: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (isGiven(name)) given[name] = value;
    else if (NAME.test(name)) withheld.push(name);
  }
  return { given, withheld };
}

function isGiven(name: string): boolean {
  if (NAMES.has(name) || name.startsWith(OWN_BEGINNING)) return true;
  const isMeant = FAMILIES.has(name.slice(0, Math.max(name.indexOf("_"), 0))) ||
    name.startsWith(BEGINNING) || name.endsWith(ENDING);
  return isMeant && !SECRET.test(name);
}
