/** A kernel.json for this checkout's kernel, in a folder that lasts as long as a test. */
import { fromFileUrl, join } from "@std/path";
import { composeKernelSpec, type KernelPermissions } from "../../kernel/kernelspec/spec.ts";

/** The folder to hand to a Jupyter client. */
export interface KernelUnderTest extends AsyncDisposable {
  readonly folder: string;
}

/** Writes the spec that an installation would write, run by the Deno that runs the tests. */
export async function describeKernelUnderTest(
  // What is asked of every kernel starts programs such as `sleep` in cells.
  permissions: KernelPermissions = "all",
): Promise<KernelUnderTest> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-spec-" });
  const root = fromFileUrl(new URL("../../", import.meta.url)).replace(/\/$/, "");
  const paths = { deno: Deno.execPath(), checkout: root, denoDir: await denoDir() };
  const spec = composeKernelSpec("probebook", paths, permissions);
  // What tests run is nobody's history; it goes with this folder.
  const env = { ...spec.env, PROBEBOOK_HISTORY: join(folder, "history.sqlite") };
  await Deno.writeTextFile(join(folder, "kernel.json"), JSON.stringify({ ...spec, env }));
  return {
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function denoDir(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const info: unknown = JSON.parse(new TextDecoder().decode(stdout));
  if (typeof info === "object" && info !== null && "denoDir" in info) return String(info.denoDir);
  throw new TypeError("Cannot find the cache: deno info names none");
}
