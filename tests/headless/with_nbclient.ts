/** Runs a notebook under nbclient with the kernel of this checkout. */
import { fromFileUrl, join } from "@std/path";

/** Writes the executed copy of `source`; fails with nbclient's own words. */
export async function runWithNbclient(
  source: string,
  { target, python, env = {} }: {
    target: string;
    python: string;
    env?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-spec-" });
  try {
    await writeKernelSpec(folder);
    const script = fromFileUrl(new URL("with_nbclient.py", import.meta.url));
    const { success, stderr } = await new Deno.Command(python, {
      args: [script, source, target],
      env: { ...env, JUPYTER_PATH: folder },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (success) return;
    throw new Error(`Cannot run under nbclient: ${new TextDecoder().decode(stderr)}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A kernelspec in the folder, for nbclient to find through JUPYTER_PATH. */
async function writeKernelSpec(folder: string): Promise<void> {
  const kernel = fromFileUrl(new URL("../../kernel/main.ts", import.meta.url));
  const argv = [Deno.execPath(), "run", "-A", "--no-check", kernel, "run"];
  await Deno.mkdir(join(folder, "kernels", "probebook"), { recursive: true });
  await Deno.writeTextFile(
    join(folder, "kernels", "probebook", "kernel.json"),
    JSON.stringify({
      argv: [...argv, "--connection-file", "{connection_file}"],
      display_name: "x",
      language: "typescript",
      interrupt_mode: "message",
    }),
  );
}
