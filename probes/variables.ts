/**
 * The environment variables that probes and the workbook read: all that a kernel has to let their cells read.
 *
 * Where one may not be read it counts as not set: then nobody has told us anything by it.
 */

/** What tells where CPythons, caches and packages lie, and what users of Probebook may set. */
export const CELL_VARIABLES: readonly string[] = [
  // Ours, and what a grader tells.
  ...["PROBEBOOK_PYTHONS", "PROBEBOOK_PYTHONS_ONLY"],
  ...["PROBEBOOK_BUDGET", "PROBEBOOK_STORE", "PROBEBOOK_GRADED", "NBGRADER_EXECUTION"],
  ...["PROBEBOOK_AI_URL", "PROBEBOOK_AI_MODEL", "PROBEBOOK_AI_KEY"],
  // Folders of the system, of version managers and of their caches.
  ...["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME"],
  ...["PYENV_ROOT", "UV_PYTHON_INSTALL_DIR", "ASDF_DATA_DIR", "MISE_DATA_DIR", "PIXI_HOME"],
  ...["CONDA_EXE", "CONDA_PREFIX", "MAMBA_ROOT_PREFIX"],
  // What pip needs to reach its packages through a proxy or from a mirror.
  ...["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"],
  ...["https_proxy", "http_proxy", "all_proxy", "no_proxy"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "PIP_INDEX_URL", "PIP_CONFIG_FILE"],
];

/** Reads single variables; undefined also where one may not be read. */
export const VARIABLES: { get(name: string): string | undefined } = {
  get(name) {
    try {
      return Deno.env.get(name);
    } catch {
      return undefined;
    }
  },
};

/** All variables; where not all may be read, those of the list that may. */
export function allVariables(): Record<string, string> {
  try {
    return Deno.env.toObject();
  } catch {
    const read = CELL_VARIABLES.flatMap((name) => {
      const value = VARIABLES.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(read);
  }
}
