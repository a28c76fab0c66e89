/** How a Python process is started so that nothing of the surroundings changes what it does. */

/**
 * The whole environment of a measured process.
 *
 * Everything else is left out: `PYTHON*` variables switch features, `PYTHONDONTWRITEBYTECODE`
 * keeps caches from being written, and `LD_LIBRARY_PATH` can put another libpython under a program.
 */
export function cleanEnvironment(
  additions: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", ...additions };
}

/**
 * Flags in front of the script: no user site, no site, and no unsafe path where there is a flag for it.
 *
 * Not `-I` or `-E`: both make CPython ignore PYTHONHASHSEED, PYTHON_JIT and PYTHON_GIL silently.
 */
export function startFlags(version: { readonly major: number; readonly minor: number }): string[] {
  const knowsSafePath = version.major > 3 || (version.major === 3 && version.minor >= 11);
  return knowsSafePath ? ["-s", "-S", "-P"] : ["-s", "-S"];
}
