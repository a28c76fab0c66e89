/** The steps of the set-up, each done by a program that is made for it. */

import { join } from "node:path";
import { sizeOf } from "../folder_size.ts";
import type { LabHost, RunOutcome } from "./host.ts";
import { ignoreAbsence, isThere, type Layout } from "./layout.ts";
import { type Problem, problem } from "./problem.ts";
import type { LabPython } from "./python.ts";
import type { Stamp, WantedLab } from "./stamp.ts";

/** What every step works with. */
export interface Task {
  readonly host: LabHost;
  readonly uv: string | null;
  /** "[2/3]", in front of what the step says. */
  readonly progress: string;
  readonly wanted: WantedLab;
}

/** A virtual environment is made within seconds; only a hanging disk or a prompt takes longer. */
const QUICK_TIMEOUT_MS = 120_000;

/** pip gives each request this long; its own default of five retries takes minutes without a network. */
const PIP_NETWORK_ARGS = ["--retries", "2", "--timeout", "20"];

/** Chosen: long enough not to fill the terminal, short enough not to look hung. */
const GROWTH_TOLD_MS = 5_000;

/** How often the progress of pip is told: every so many packages. */
const PROGRESS_STEP = 20;

/** Makes the virtual environment. */
export async function makeEnvironment(
  layout: Layout,
  { host, uv, progress, wanted, python }: Task & { python: LabPython | Problem },
): Promise<Stamp | Problem> {
  if (python.kind === "problem") return python;
  const { executable, version } = python;
  host.write(`${progress} Python environment: CPython ${version} (${executable})\n`);
  await Deno.remove(join(layout.lab, "stamp.json")).catch(ignoreAbsence);
  await Deno.remove(layout.environment, { recursive: true }).catch(ignoreAbsence);
  const common = {
    env: installerEnv(layout),
    cwd: layout.lab,
    timeoutMs: QUICK_TIMEOUT_MS,
  };
  let outcome: RunOutcome | null = null;
  if (uv !== null) {
    const args = ["venv", "--quiet", "--python", executable, layout.environment];
    outcome = await host.run(uv, { ...common, args });
  }
  if (!isSuccess(outcome) && python.hasVenv) {
    if (outcome !== null) host.write("  uv could not make it: using python -m venv\n");
    const args = ["-I", "-m", "venv", "--clear", layout.environment];
    outcome = await host.run(executable, { ...common, args });
  }
  if (isSuccess(outcome)) {
    return { checkout: wanted.checkout, pythonVersion: version, packages: null, kernel: null };
  }
  await Deno.remove(layout.environment, { recursive: true }).catch(ignoreAbsence);
  return problem(
    `Cannot make a Python environment with ${executable}: ${describe(outcome)}`,
    "install the venv module (apt install python3-venv) or uv, or another CPython 3.10 to 3.14",
  );
}

/** Installs JupyterLab and Deno into the environment. */
export async function installPackages(
  layout: Layout,
  { host, uv, progress, stamp, wanted }: Task & { stamp: Stamp },
): Promise<Stamp | Problem> {
  const hasPip = await isThere(join(layout.environment, "bin", "pip"));
  host.write(`${progress} JupyterLab and Deno, some 350 MB in .lab/\n`);
  const common = { env: installerEnv(layout), cwd: layout.lab };
  using _ticking = tellGrowth(layout, host);
  const outcome = uv !== null
    ? await host.run(uv, {
      ...common,
      args: ["pip", "install", "--python", layout.python, "--requirement", layout.requirements],
      onLine: (line) => {
        if (/^\s*(Resolved|Downloading|Prepared|Installed) /.test(line)) {
          host.write(`  ${line.trim()}\n`);
        }
      },
    })
    : hasPip
    ? await host.run(layout.python, {
      ...common,
      args: [
        ...["-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"],
        ...PIP_NETWORK_ARGS,
        ...["--requirement", layout.requirements],
      ],
      onLine: await pipProgress(layout, host),
    })
    : problem(
      "Cannot install the packages: the environment was made by uv, and uv is gone",
      "install uv again, or start over with: deno task clean && deno task lab",
    );
  if (outcome.kind === "problem") return outcome;
  if (isSuccess(outcome)) return { ...stamp, packages: wanted.packages, kernel: null };
  return installProblem("install JupyterLab", outcome);
}

/** Installs the kernel into the environment and fills the cache that it starts from. */
export async function installKernel(
  layout: Layout,
  { host, progress, stamp, wanted }: Task & { stamp: Stamp },
): Promise<Stamp | Problem> {
  host.write(`${progress} The kernel and what its cells import\n`);
  // By its command line: it may download packages, which this program must never need to start.
  const outcome = await host.run(layout.deno, {
    args: [
      ...["run", "--allow-all", "--no-prompt", "--quiet"],
      ...["--config", join(wanted.checkout, "deno.json")],
      join(wanted.checkout, "kernel", "main.ts"),
      ...["install", "--prefix", layout.environment],
    ],
    env: {
      DENO_DIR: join(layout.lab, "deno-cache"),
      DENO_NO_UPDATE_CHECK: "1",
      NO_COLOR: "1",
    },
    cwd: wanted.checkout,
  });
  if (!isSuccess(outcome)) return installProblem("install the kernel", outcome);
  return { ...stamp, checkout: wanted.checkout, kernel: wanted.kernel };
}

/** Finds a uv that runs. */
export async function findUv(host: LabHost): Promise<string | null> {
  const home = host.env("HOME") ?? "";
  const folders = [
    ...(host.env("PATH") ?? "").split(":"),
    join(home, ".local", "bin"),
    join(home, ".cargo", "bin"),
  ];
  for (const folder of folders) {
    const path = join(folder, "uv");
    if (folder === "" || !await isThere(path)) continue;
    const outcome = await host.run(path, { args: ["--version"], timeoutMs: 10_000 });
    if (isSuccess(outcome)) return path;
  }
  return null;
}

/** Everything that pip and uv write stays in `.lab/`; what they are configured to read stays too. */
function installerEnv(layout: Layout): Record<string, string> {
  return {
    PIP_CACHE_DIR: join(layout.lab, "cache", "pip"),
    PIP_USER: "0",
    UV_CACHE_DIR: join(layout.lab, "cache", "uv"),
    UV_PYTHON_DOWNLOADS: "never",
    UV_NO_PROGRESS: "1",
    NO_COLOR: "1",
  };
}

async function pipProgress(layout: Layout, host: LabHost): Promise<(line: string) => void> {
  const text = await Deno.readTextFile(layout.requirements);
  const total = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length;
  let seen = 0;
  return (line) => {
    if (/^Collecting |^Requirement already satisfied/.test(line)) {
      seen++;
      if (seen % PROGRESS_STEP === 0) host.write(`  ${seen} of at most ${total} packages\n`);
    }
    if (line.startsWith("Installing collected packages")) host.write("  unpacking them\n");
  };
}

/** Says from time to time how much has arrived: large packages arrive without a word. */
function tellGrowth(layout: Layout, host: LabHost): Disposable {
  const startedMs = performance.now();
  const timer = setInterval(async () => {
    const bytes = await sizeOf(join(layout.lab, "cache")) + await sizeOf(layout.environment);
    const elapsedS = Math.round((performance.now() - startedMs) / 1000);
    host.write(`  ${elapsedS} s: ${Math.round(bytes / 1_000_000)} MB on disk\n`);
  }, GROWTH_TOLD_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function installProblem(doing: string, outcome: RunOutcome): Problem {
  const output = outcome.kind === "ended" ? outcome.output : "";
  const isNetwork =
    /network|connect|resolve host|name resolution|dns|timed? ?out|unreachable|proxy|sending request/i
      .test(output);
  if (/no space left|quota exceeded/i.test(output)) {
    return problem(
      `Cannot ${doing}: the disk is full`,
      "free about 1 GB and run the command again",
    );
  }
  return problem(
    `Cannot ${doing}: ${isNetwork ? "the network does not answer" : describe(outcome)}${
      isNetwork ? `\n${lastLines(output, 3)}` : ""
    }`,
    isNetwork
      ? "connect to the network (or set HTTPS_PROXY) and run the command again; it continues where it stopped"
      : "read the lines above; to start over: deno task clean && deno task lab",
  );
}

function describe(outcome: RunOutcome | null): string {
  if (outcome === null) return "it lacks the venv module and there is no uv";
  if (outcome.kind === "not_started") return outcome.reason;
  if (outcome.kind === "timed_out") return `no end after ${outcome.afterMs / 1000} s`;
  return `exit code ${outcome.code}\n${lastLines(outcome.output, 10)}`;
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).map((line) => `  ${line}`).join("\n");
}

function isSuccess(outcome: RunOutcome | null): boolean {
  return outcome?.kind === "ended" && outcome.code === 0;
}
