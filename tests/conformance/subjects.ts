/** The kernels that are judged side by side: ours and those that people use, where they are installed. */
import { fromFileUrl, join } from "@std/path";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";

/** A kernel that may be judged. */
export interface Subject {
  readonly name: string;
  readonly title: string;
  /** The language of its cells, see the folder `dialect`. */
  readonly dialect: string;
  /** How it is got, for people; null when the tests bring it along. */
  readonly install: readonly string[] | null;
  /** Where it is, or what is missing. */
  describe(python: string): Promise<Described>;
}

/** A kernel that is there, as long as it is not disposed of; or why it is not. */
export type Described =
  | ({ kind: "ready"; kernelJson: string; version: string } & AsyncDisposable)
  | ({ kind: "missing"; missing: string } & AsyncDisposable);

/** Peers that never answer would cost the full patience at each of their faults. */
export const PEER_PATIENCE_S = 8;

const ROOT = fromFileUrl(new URL("../../", import.meta.url));
const PEERS = join(".cache", "peers");

/** Ours comes first: the first column of the table. */
export const SUBJECTS: readonly Subject[] = [
  {
    name: "probebook",
    title: "Probebook",
    dialect: "deno",
    install: null,
    async describe() {
      const kernel = await describeKernelUnderTest();
      return {
        kind: "ready",
        kernelJson: kernel.folder,
        version: `this checkout, Deno ${Deno.version.deno}`,
        [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
      };
    },
  },
  {
    name: "deno",
    title: "deno jupyter",
    dialect: "deno",
    install: null,
    describe: () =>
      // As its own installer writes it: without an interrupt mode.
      withSpec(
        {
          argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
          display_name: "Deno",
          language: "typescript",
        },
        Deno.version.deno,
      ),
  },
  ofNode({
    ...{ name: "tslab", title: "tslab", package: "tslab@1.0.22", language: "typescript" },
    argv: ["tslab", "kernel", "--config-path", "{connection_file}"],
  }),
  ofNode({
    ...{ name: "ijavascript", title: "IJavascript", language: "javascript" },
    package: "ijavascript@5.2.1",
    argv: ["ijskernel", "--hide-undefined", "{connection_file}", "--protocol=5.1"],
    // Its zeromq 5 is built here, against the libzmq of the system (Debian: libzmq3-dev).
    env: ["npm_config_zmq_external=true"],
    scripts: "zeromq",
  }),
  {
    name: "ipykernel",
    title: "ipykernel",
    dialect: "python",
    install: null,
    async describe(python) {
      const asked = "import ipykernel, platform; " +
        "print(f'{ipykernel.__version__}, CPython {platform.python_version()}')";
      const version = await firstLine(python, ["-c", asked]);
      return version === null
        ? { ...nothing(), kind: "missing", missing: `${python} has no ipykernel` }
        : { ...nothing(), kind: "ready", kernelJson: "python3", version };
    },
  },
];

interface NodeKernel {
  name: string;
  title: string;
  package: string;
  language: string;
  argv: [command: string, ...args: string[]];
  env?: string[];
  scripts?: string;
}

/** A kernel from npm, in a folder of its own below `.cache/peers`. */
function ofNode(kernel: NodeKernel): Subject {
  const { name, title, language, argv: [command, ...args], env = [], scripts } = kernel;
  const folder = join(PEERS, name);
  const install = [
    ...env.length === 0 ? [] : ["env", ...env],
    ...["npm", "install", "--global", "--prefix", folder, "--no-audit", "--no-fund"],
    ...scripts === undefined ? [] : [`--allow-scripts=${scripts}`],
    kernel.package,
  ];
  return {
    ...{ name, title, dialect: name, install },
    async describe() {
      const executable = join(ROOT, folder, "bin", command);
      const node = await firstLine("node", ["--version"]);
      const missing = `${kernel.package} is not installed: ${install.join(" ")}`;
      if (node === null) return { ...nothing(), kind: "missing", missing: "no Node.js on PATH" };
      if (!await isFile(executable)) return { ...nothing(), kind: "missing", missing };
      const version = `${kernel.package.split("@")[1]}, Node.js ${node.replace(/^v/, "")}`;
      return await withSpec(
        { argv: [executable, ...args], display_name: title, language },
        version,
      );
    },
  };
}

async function withSpec(spec: Record<string, unknown>, version: string): Promise<Described> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-peer-" });
  await Deno.writeTextFile(join(folder, "kernel.json"), JSON.stringify(spec));
  return {
    ...{ kind: "ready", kernelJson: folder, version },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

function nothing(): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function firstLine(command: string, args: string[]): Promise<string | null> {
  try {
    const ended = await new Deno.Command(command, { args, stdin: "null", stderr: "null" }).output();
    const [line = ""] = new TextDecoder().decode(ended.stdout).split("\n");
    return ended.success && line !== "" ? line : null;
  } catch {
    // Not there or not executable: the caller says what that means.
    return null;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    // Unreadable is as good as absent: it could not be started.
    return false;
  }
}
