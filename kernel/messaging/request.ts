/** What a client asks for: message contents read once, completed with the specification's defaults. */

import { z } from "zod";
import type { Message } from "./message.ts";
import { isRecord } from "./record.ts";

/** `execute_request`, complete. */
export interface ExecuteRequest {
  readonly type: "execute_request";
  readonly code: string;
  readonly silent: boolean;
  readonly store_history: boolean;
  readonly user_expressions: Record<string, string>;
  readonly allow_stdin: boolean;
  readonly stop_on_error: boolean;
}

/** `history_request`, complete. */
export interface HistoryRequest {
  readonly type: "history_request";
  readonly hist_access_type: "range" | "tail" | "search";
  readonly output: boolean;
  readonly raw: boolean;
  readonly session: number;
  readonly start: number;
  readonly stop: number | null;
  /** Null when the client leaves it to us. */
  readonly n: number | null;
  readonly pattern: string;
  readonly unique: boolean;
}

/** Any request or message of a client. */
export type ClientRequest =
  | ExecuteRequest
  | HistoryRequest
  | { type: "kernel_info_request" }
  | { type: "complete_request"; code: string; cursor_pos: number }
  | { type: "inspect_request"; code: string; cursor_pos: number; detail_level: number }
  | { type: "is_complete_request"; code: string }
  | { type: "comm_info_request"; target_name: string | null }
  | { type: "comm_open"; comm_id: string; target_name: string; data: Record<string, unknown> }
  | { type: "comm_msg"; comm_id: string; data: Record<string, unknown> }
  | { type: "comm_close"; comm_id: string; data: Record<string, unknown> }
  | { type: "shutdown_request"; restart: boolean }
  | { type: "interrupt_request" }
  | { type: "create_subshell_request" }
  | { type: "delete_subshell_request"; subshell_id: string }
  | { type: "list_subshell_request" }
  | { type: "debug_request"; seq: number; command: string }
  | { type: "input_reply"; value: string };

/** A message's content that was read, or why it was not. */
export type ParsedRequest =
  | { kind: "request"; request: ClientRequest }
  | { kind: "unknown"; type: string }
  | { kind: "invalid"; type: string; reason: string };

const anyData = z.record(z.string(), z.unknown()).nullish().transform((data) => data ?? {});
// Front ends send null where they mean "the default": JupyterLab for target_name, others for flags.
const flag = (fallback: boolean) => z.boolean().nullish().transform((value) => value ?? fallback);
const count = (fallback: number) => z.int().nullish().transform((value) => value ?? fallback);
const text = (fallback: string) => z.string().nullish().transform((value) => value ?? fallback);
const cursor = { code: z.string(), cursor_pos: z.int().nonnegative() };

const SCHEMAS: {
  [T in ClientRequest["type"]]: z.ZodType<Omit<ClientRequest & { type: T }, "type">>;
} = {
  kernel_info_request: z.object({}),
  interrupt_request: z.object({}),
  create_subshell_request: z.object({}),
  delete_subshell_request: z.object({ subshell_id: z.string() }),
  list_subshell_request: z.object({}),
  execute_request: z.object({
    code: z.string(),
    silent: flag(false),
    store_history: flag(true),
    user_expressions: z.record(z.string(), z.string()).nullish().transform((value) => value ?? {}),
    allow_stdin: flag(true),
    stop_on_error: flag(true),
  }),
  complete_request: z.object(cursor),
  inspect_request: z.object({ ...cursor, detail_level: count(0) }),
  is_complete_request: z.object({ code: z.string() }),
  history_request: z.object({
    hist_access_type: z.enum(["range", "tail", "search"]),
    output: flag(false),
    raw: flag(true),
    session: count(0),
    start: count(0),
    stop: z.int().nullish().transform((value) => value ?? null),
    n: z.int().nullish().transform((value) => value ?? null),
    pattern: text("*"),
    unique: flag(false),
  }),
  comm_info_request: z.object({
    target_name: z.string().nullish().transform((value) => value ?? null),
  }),
  comm_open: z.object({ comm_id: z.string(), target_name: text(""), data: anyData }),
  comm_msg: z.object({ comm_id: z.string(), data: anyData }),
  comm_close: z.object({ comm_id: z.string(), data: anyData }),
  shutdown_request: z.object({ restart: flag(false) }),
  debug_request: z.object({ seq: count(0), command: text("") }),
  input_reply: z.object({ value: text("") }),
};

/** Reads a client's message; unknown types and wrong contents are answers, not exceptions. */
export function parseRequest(message: Message): ParsedRequest {
  const type = message.header.msg_type;
  if (!isKnown(type)) return { kind: "unknown", type };
  const usual = type === "execute_request" ? readUsualCell(message.content) : null;
  if (usual !== null) return { kind: "request", request: usual };
  const parsed = SCHEMAS[type].safeParse(message.content);
  if (!parsed.success) return { kind: "invalid", type, reason: reasonOf(parsed.error) };
  // The schema of each type is held to its member of the union by SCHEMAS' own type.
  return { kind: "request", request: { ...parsed.data, type } as ClientRequest };
}

/**
 * A cell as front ends send it, with every field; null when it takes a schema to read it. By hand
 * for the reason that `wire.ts` gives.
 */
function readUsualCell(content: Record<string, unknown>): ExecuteRequest | null {
  const { code, silent, store_history, user_expressions, allow_stdin, stop_on_error } = content;
  if (typeof code !== "string" || typeof silent !== "boolean") return null;
  if (typeof store_history !== "boolean" || typeof allow_stdin !== "boolean") return null;
  if (typeof stop_on_error !== "boolean") return null;
  if (!isRecord(user_expressions) || Object.keys(user_expressions).length > 0) return null;
  const flags = { silent, store_history, allow_stdin, stop_on_error };
  return { type: "execute_request", code, ...flags, user_expressions: {} };
}

/** Faults that a reply names; a content may have a million of them, each with its line. Chosen. */
const FAULTS_MAX = 5;

function reasonOf({ issues }: z.ZodError): string {
  return z.prettifyError(new z.ZodError(issues.slice(0, FAULTS_MAX)));
}

function isKnown(type: string): type is ClientRequest["type"] {
  return Object.hasOwn(SCHEMAS, type);
}
