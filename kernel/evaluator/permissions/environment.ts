/**
 * The environment variables that cells are given: the one list. All others are not in their process
 * at all, so that no subprocess has them either.
 */

/** Names; a `*` at the end stands for any rest. */
const GIVEN = [
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
  "XDG_*",
  // How text and time are shown.
  "LANG",
  "LANGUAGE",
  "LC_*",
  "TZ",
  "TERM",
  "COLORTERM",
  "NO_COLOR",
  "FORCE_COLOR",
  "COLUMNS",
  "LINES",
  // Ours, and what Jupyter and nbgrader say of the notebook.
  "PROBEBOOK_*",
  "JPY_SESSION_NAME",
  "JPY_PARENT_PID",
  "NBGRADER_*",
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
  "SSL_CERT_*",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  // How Pythons are found, and how they behave.
  "PYTHON*",
  "PIP_*",
  "UV_*",
  "PYENV_*",
  "ASDF_*",
  "MISE_*",
  "PIXI_*",
  "CONDA_*",
  "MAMBA_*",
  "VIRTUAL_ENV",
  "HOMEBREW_*",
  "*_NUM_THREADS",
  "MALLOC_*",
];

/** What such names tell of a secret, wherever it stands: `UV_PUBLISH_TOKEN`, `PIP_PASSWORD`. */
const SECRET = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|PRIVATE/i;

/** The variables of a kernel, parted into those for cells and the names of the others. */
export function partEnvironment(environment: Readonly<Record<string, string>>): {
  readonly given: Record<string, string>;
  readonly withheld: string[];
} {
  const given: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (isGiven(name)) given[name] = value;
    else withheld.push(name);
  }
  return { given, withheld };
}

function isGiven(name: string): boolean {
  return !SECRET.test(name) && GIVEN.some((pattern) => isNameOf(name, pattern));
}

/** Whether a pattern, which may begin or end with a `*`, means the name. */
export function isNameOf(name: string, pattern: string): boolean {
  if (pattern.endsWith("*")) return name.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith("*")) return name.endsWith(pattern.slice(1));
  return name === pattern;
}
