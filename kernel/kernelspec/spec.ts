/** kernel.json: what Jupyter is told about this kernel. */

import { z } from "zod";

/** The kernel's name unless another one is asked for. */
export const KERNEL_NAME = "probebook";

/** What the name of the kernel ends in whose cells may do everything. */
export const ALL_ENDING = "-all";

/** What the cells of a kernel may do. */
export type KernelPermissions = "default" | "all";

/** How the kernels are shown in launchers and menus; refusals in cells quote the second one. */
export const DISPLAY_NAMES: Readonly<Record<KernelPermissions, string>> = {
  default: "TypeScript (Probebook)",
  all: "TypeScript (Probebook, all permissions)",
};

/** The name of the kernel beside a named one that has the permissions. */
export function kernelName(name: string, permissions: KernelPermissions): string {
  return permissions === "all" ? `${name}${ALL_ENDING}` : name;
}

/** Where a kernel finds its Deno, its code and its cache; all paths are absolute. */
export interface KernelPaths {
  readonly deno: string;
  readonly checkout: string;
  readonly denoDir: string;
}

/** The content of a kernel.json, in Jupyter's spelling. */
export interface KernelSpec {
  readonly argv: string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode?: "message" | "signal" | undefined;
  readonly kernel_protocol_version?: string | undefined;
  readonly env?: Record<string, string> | undefined;
  readonly metadata?: Record<string, unknown> | undefined;
}

/** A kernel.json that was read, or why it is none. */
export type ParsedKernelSpec =
  | { kind: "spec"; spec: KernelSpec }
  | { kind: "invalid"; reason: string };

const kernelSpecSchema: z.ZodType<KernelSpec> = z.object({
  argv: z.array(z.string()),
  display_name: z.string(),
  language: z.string(),
  interrupt_mode: z.enum(["message", "signal"]).optional(),
  kernel_protocol_version: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

/** Composes the kernel.json of a kernel that was installed as `name`. */
export function composeKernelSpec(
  name: string,
  paths: KernelPaths,
  permissions: KernelPermissions = "default",
): KernelSpec {
  const displayName = DISPLAY_NAMES[permissions];
  return {
    argv: [
      paths.deno,
      "run",
      "--allow-all",
      "--no-prompt",
      // Deno wipes the line of its progress whenever a module is loaded: in a terminal, where the
      // kernel shares the screen with a console, that is the line which somebody types.
      "--quiet",
      // The kernel starts from what was cached at installation: with a network that hangs as fast
      // as with none. Imports of cells are not concerned, they load in a process of their own.
      "--cached-only",
      // V8 leaves garbage alone as long as there is memory: after 10,000 cells the kernel's process
      // needs 114 MiB with these, 146 with its own bounds for old objects, and 184 with its own room
      // for young ones too, at the same speed (2 cores, November 2026, n = 1).
      "--v8-flags=--max-semi-space-size=4,--initial-old-space-size=16,--heap-growing-percent=25",
      "--config",
      `${paths.checkout}/deno.json`,
      `${paths.checkout}/kernel/main.ts`,
      "run",
      ...(permissions === "default" ? [] : ["--permissions", permissions]),
      "--connection-file",
      "{connection_file}",
    ],
    display_name: name === KERNEL_NAME ? displayName : `${displayName} – ${name}`,
    language: "typescript",
    // Without it Jupyter stops a cell by SIGINT, which some front ends cannot send at all.
    interrupt_mode: "message",
    kernel_protocol_version: "5.5",
    env: {
      // Jupyter replaces $NAME in these values; a doubled sign stands for itself.
      DENO_DIR: paths.denoDir.replaceAll("$", "$$$$"),
      DENO_NO_UPDATE_CHECK: "1",
    },
    // jupyter_client gives keys for CurveZMQ only to kernels that say so.
    metadata: { probebook: { checkout: paths.checkout }, supported_encryption: ["curve"] },
  };
}

/** Reads the text of a kernel.json. */
export function parseKernelSpec(text: string): ParsedKernelSpec {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: "invalid", reason: error instanceof Error ? error.message : String(error) };
  }
  const parsed = kernelSpecSchema.safeParse(value);
  return parsed.success
    ? { kind: "spec", spec: parsed.data }
    : { kind: "invalid", reason: z.prettifyError(parsed.error) };
}

/** Whether a kernel.json was written by us, under whatever name. */
export function isOurs(spec: KernelSpec): boolean {
  return spec.metadata !== undefined && "probebook" in spec.metadata;
}
