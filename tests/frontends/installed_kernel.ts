/** The kernel as a stranger installs it: `deno task kernel install --prefix`, into a folder that lasts as long as a test. */
import { fromFileUrl, join } from "@std/path";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

/** An installed kernel. */
export interface InstalledKernel extends AsyncDisposable {
  /** A folder for the test's own files. */
  readonly folder: string;
  /** What programs of Jupyter need to find this kernel, and to leave nothing in anybody's home. */
  readonly env: Readonly<Record<string, string>>;
}

/** Installs the kernel; it goes again with `await using`. */
export async function installKernel(): Promise<InstalledKernel> {
  const home = await Deno.makeTempDir({ prefix: "probebook-front-ends-" });
  const prefix = join(home, "prefix");
  const folder = join(home, "files");
  await Deno.mkdir(folder);
  await runKernelCommand("install", prefix);
  return {
    folder,
    env: {
      JUPYTER_PATH: join(prefix, "share", "jupyter"),
      JUPYTER_DATA_DIR: join(home, "data"),
      JUPYTER_CONFIG_DIR: join(home, "config"),
      JUPYTER_RUNTIME_DIR: join(home, "runtime"),
      IPYTHONDIR: join(home, "ipython"),
      PROBEBOOK_HISTORY: join(home, "history.sqlite"),
      // Escape codes would stand between the words that tests look for.
      NO_COLOR: "1",
      // git, which nbdime asks about the files' folder, must not read anybody's settings.
      GIT_CONFIG_GLOBAL: "/dev/null",
    },
    async [Symbol.asyncDispose]() {
      // Removes it from the list of kernels that need this checkout's `.lab/`, too.
      await runKernelCommand("uninstall", prefix);
      await Deno.remove(home, { recursive: true });
    },
  };
}

async function runKernelCommand(command: string, prefix: string): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "kernel", command, "--prefix", prefix],
    cwd: ROOT,
    stdin: "null",
  }).output();
  if (success) return;
  const decoder = new TextDecoder();
  throw new Error(
    `Cannot ${command} the kernel: ${decoder.decode(stdout)}${decoder.decode(stderr)}`,
  );
}
