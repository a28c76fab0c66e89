/** The command line of measuring, inside of the test or as a program of its own. */

import { fromFileUrl } from "@std/path";
import { dispatch } from "../../probes/cli/mod.ts";
import type { FakeFolder } from "./fake_programs.ts";

/** What a command printed, and its exit code. */
export interface CliOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a test brings instead of the real world. */
export interface CliWorld {
  readonly environment?: Readonly<Record<string, string>>;
  readonly base?: string;
  readonly signal?: AbortSignal;
  /** What stands on standard input. */
  readonly input?: string | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Takes the texts of the progress line; there is none when not given. */
  readonly progress?: (text: string) => void;
}

/** Carries a command line out inside of this process. */
export async function runInside(
  args: readonly string[],
  { environment = {}, base = "/", signal = new AbortController().signal, input = "", progress }:
    CliWorld = {},
): Promise<CliOutcome> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await dispatch(args, {
    environment,
    base,
    allowedFile: null,
    signal,
    input: () => typeof input === "string" ? new Blob([input]).stream() : input,
    print: (text) => out.push(text),
    note: (text) => err.push(text),
    progress: progress ?? null,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** The world in which a folder holds the only interpreters. */
export function onlyIn(folder: FakeFolder): Required<Pick<CliWorld, "environment" | "base">> {
  return {
    environment: { PROBEBOOK_PYTHONS: folder.path, PROBEBOOK_PYTHONS_ONLY: "1" },
    base: folder.path,
  };
}

/** Starts the command line as a program, a group of its own, as a shell does. */
export function spawnCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-check", MAIN, ...args],
    // What a test measures is nobody's record.
    env: { PROBEBOOK_STORE: "off", ...env, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
}

/** Runs the command line as a program to its end. */
export async function runOutside(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliOutcome> {
  const { code, stdout, stderr } = await spawnCli(args, env).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

const MAIN = fromFileUrl(new URL("../../probes/main.ts", import.meta.url));
