/** Makes `.lab/`: a Python environment, JupyterLab and Deno in it, and the kernel. */

import { join } from "node:path";
import { fingerprintFiles } from "./fingerprint.ts";
import type { LabHost } from "./host.ts";
import { ignoreAbsence, isThere, type Layout, layOut } from "./layout.ts";
import { fileProblem, type Problem } from "./problem.ts";
import { choosePython } from "./python.ts";
import {
  type LabParts,
  type LabState,
  planSetup,
  readLabState,
  type Stamp,
  type Step,
  type WantedLab,
  writeStamp,
} from "./stamp.ts";
import { findUv, installKernel, installPackages, makeEnvironment, type Task } from "./steps.ts";

/** A `.lab/` with everything in place. */
export interface ReadyLab {
  readonly kind: "ready";
  /** The interpreter of the environment. */
  readonly python: string;
  readonly deno: string;
}

/** A Python that works says so within a second, on a loaded machine too. */
const LOOK_TIMEOUT_MS = 30_000;

/** A free lock is taken at once; whoever waits longer is told. Chosen; nothing depends on it. */
const LOCK_NOTICE_MS = 300;

/** Sets up whatever of `.lab/` is missing or outdated. */
export async function ensureLab(host: LabHost): Promise<ReadyLab | Problem> {
  const layout = layOut(host.checkout);
  const wanted = await wantedLab(host.checkout, layout);
  try {
    const { steps } = await inspect(layout, { host, wanted });
    if (steps.length > 0) {
      const failure = await setUp(layout, {
        host,
        wanted,
        needsPython: steps.includes("environment"),
      });
      if (failure !== null) return failure;
    }
  } catch (error) {
    return fileProblem(`set up "${layout.lab}"`, error);
  }
  return { kind: "ready", python: layout.python, deno: layout.deno };
}

async function wantedLab(checkout: string, layout: Layout): Promise<WantedLab> {
  return {
    checkout,
    packages: await fingerprintFiles([layout.requirements]),
    // Whatever decides what the kernel's cache and kernel.json hold.
    kernel: await fingerprintFiles([
      join(checkout, "deno.json"),
      join(checkout, ".ci", "deno.lock"),
      join(checkout, "kernel", "kernelspec", "spec.ts"),
      join(checkout, "kernel", "kernelspec", "runtime.ts"),
    ]),
  };
}

async function inspect(
  layout: Layout,
  { host, wanted }: { host: LabHost; wanted: WantedLab },
): Promise<{ state: LabState; steps: Step[]; reason: string | null }> {
  const state = await readLabState(layout.lab);
  const parts = state.kind === "stamped"
    ? await lookAtParts(layout, host)
    : { python: false, packages: false, kernel: false };
  return { state, ...planSetup(state, { wanted, parts }) };
}

/** The stamp says what was done; this is what is still there: people delete, move and upgrade. */
async function lookAtParts(layout: Layout, host: LabHost): Promise<LabParts> {
  const outcome = await host.run(layout.python, {
    args: ["-I", "-c", "import importlib.util as u; print(u.find_spec('jupyterlab') is not None)"],
    timeoutMs: LOOK_TIMEOUT_MS,
  });
  const python = outcome.kind === "ended" && outcome.code === 0;
  return {
    python,
    packages: python && outcome.output.trim() === "True" && await isThere(layout.deno),
    kernel: await isThere(layout.kernelJson) && await isThere(join(layout.lab, "deno-cache")),
  };
}

/** Does the missing steps, alone: a second `lab` at the same time waits for the first. */
async function setUp(
  layout: Layout,
  { host, wanted, needsPython }: { host: LabHost; wanted: WantedLab; needsPython: boolean },
): Promise<Problem | null> {
  const uv = await findUv(host);
  const python = await choosePython(host, { hasUv: uv !== null });
  // Asked before anything is written: without a Python no trace of the attempt is left.
  if (needsPython && python.kind === "problem") return python;
  await Deno.mkdir(layout.lab, { recursive: true });
  using _lock = await lockLab(layout.lab, host);
  const { state, steps, reason } = await inspect(layout, { host, wanted });
  if (reason !== null) host.write(`${reason}\n`);
  let stamp: Stamp | null = state.kind === "stamped" ? state.stamp : null;
  for (const [index, step] of steps.entries()) {
    const task: Task = { host, uv, progress: `[${index + 1}/${steps.length}]`, wanted };
    const outcome: Stamp | Problem = step === "environment" || stamp === null
      ? await makeEnvironment(layout, { ...task, python })
      : step === "packages"
      ? await installPackages(layout, { ...task, stamp })
      : await installKernel(layout, { ...task, stamp });
    if ("kind" in outcome) return outcome;
    stamp = outcome;
    await writeStamp(layout.lab, stamp);
  }
  // What the installers downloaded is unpacked now; `.lab/` would hold it twice.
  await Deno.remove(join(layout.lab, "cache"), { recursive: true }).catch(ignoreAbsence);
  return null;
}

/** Holds the lock on `.lab/` until disposed; the system drops it when the process dies. */
async function lockLab(lab: string, host: LabHost): Promise<Disposable> {
  const file = await Deno.open(join(lab, "lock"), { create: true, write: true });
  const locked = file.lock(true);
  const notice = setTimeout(
    () => host.write("Another set-up is at work here: waiting for it\n"),
    LOCK_NOTICE_MS,
  );
  await locked;
  clearTimeout(notice);
  return { [Symbol.dispose]: () => file.close() };
}
