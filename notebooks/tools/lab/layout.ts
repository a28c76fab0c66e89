/** Where things are in `.lab/`. */

import { join } from "node:path";

/** The places that the set-up fills. */
export interface Layout {
  readonly lab: string;
  readonly environment: string;
  readonly python: string;
  readonly deno: string;
  readonly kernelJson: string;
  readonly requirements: string;
}

/** The places of a checkout. */
export function layOut(checkout: string): Layout {
  const lab = join(checkout, ".lab");
  const environment = join(lab, "python");
  return {
    lab,
    environment,
    python: join(environment, "bin", "python"),
    deno: join(environment, "bin", "deno"),
    kernelJson: join(environment, "share", "jupyter", "kernels", "probebook", "kernel.json"),
    requirements: join(checkout, "notebooks", "tools", "lab", "requirements.txt"),
  };
}

/** Whether there is anything at a path. */
export async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/** For removals: what is gone already needs no removal. */
export function ignoreAbsence(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
