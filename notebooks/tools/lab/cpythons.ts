/** Lists the CPythons of this machine for the kernels that will start: their cells may run those. */

import { join } from "node:path";
import type { LabHost } from "./host.ts";
import { layOut } from "./layout.ts";

/** Seventeen that are asked for the first time take a second; one that hangs is given up after 5 s. */
const SEARCH_TIMEOUT_MS = 60_000;

/** Searches anew at each start, because CPythons come and go. Never rejects. */
export async function listCPythons(host: LabHost): Promise<void> {
  const { lab, deno } = layOut(host.checkout);
  // By the command that others use for it; a search that fails is made by the first kernel.
  await host.run(deno, {
    args: [
      ...["run", "--allow-all", "--no-prompt", "--quiet", "--cached-only"],
      ...["--config", join(host.checkout, "deno.json")],
      join(host.checkout, "probes", "main.ts"),
      ...["interpreters", "--allowed"],
    ],
    env: { DENO_DIR: join(lab, "deno-cache"), DENO_NO_UPDATE_CHECK: "1" },
    cwd: host.checkout,
    timeoutMs: SEARCH_TIMEOUT_MS,
  });
}
