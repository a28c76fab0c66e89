/** Where Jupyter keeps what belongs to one user. */

/** The part of a machine that decides it. */
export interface UserMachine {
  readonly os: typeof Deno.build.os;
  readonly env: (name: string) => string | undefined;
}

/** As jupyter_core 5 computes it (`jupyter_core.paths.jupyter_data_dir`); null without a home. */
export function userDataFolder({ os, env }: UserMachine): string | null {
  const given = env("JUPYTER_DATA_DIR");
  if (given !== undefined && given !== "") return given;
  const home = env("HOME");
  if (home === undefined || home === "") return null;
  if (os === "darwin") return `${home}/Library/Jupyter`;
  const data = env("XDG_DATA_HOME");
  const base = data === undefined || data === "" ? `${home}/.local/share` : data;
  return `${base}/jupyter`;
}
