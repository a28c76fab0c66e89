/** Requests of every type as clients send them: what the fuzzer begins with. */

import type { Draw } from "./draw.ts";
import type { JsonObject } from "./spoil_json.ts";

type Request = readonly [type: string, content: JsonObject];

/** `shutdown_request` is among them: whoever must live through the trial leaves it out. */
export const REQUESTS: readonly Request[] = [
  ["kernel_info_request", {}],
  ["execute_request", {
    code: "const a: number = 1\na + 1",
    silent: false,
    store_history: true,
    user_expressions: { two: "1 + 1" },
    allow_stdin: false,
    stop_on_error: true,
  }],
  ["execute_request", { code: "throw new Error('thrown')" }],
  ["complete_request", { code: "const value = [1]\nvalue.ma", cursor_pos: 27 }],
  ["inspect_request", { code: "value.map", cursor_pos: 5, detail_level: 0 }],
  ["is_complete_request", { code: "for (const x of [1]) {" }],
  ["history_request", { hist_access_type: "tail", output: true, raw: true, n: 3 }],
  ["history_request", { hist_access_type: "search", pattern: "*a*", unique: true, n: 10 }],
  ["history_request", { hist_access_type: "range", session: 0, start: 1, stop: -1 }],
  ["comm_info_request", { target_name: "chart" }],
  ["comm_open", { comm_id: "c1", target_name: "chart", data: { a: [1] } }],
  ["comm_msg", { comm_id: "c1", data: { a: { b: 2 } } }],
  ["comm_close", { comm_id: "c1", data: {} }],
  ["interrupt_request", {}],
  ["create_subshell_request", {}],
  ["list_subshell_request", {}],
  ["delete_subshell_request", { subshell_id: "none" }],
  ["debug_request", { type: "request", seq: 1, command: "initialize", arguments: {} }],
  ["input_reply", { value: "typed", status: "ok" }],
  ["shutdown_request", { restart: false }],
];

/** Types that no kernel knows, and names that objects have of their own. */
const STRANGE_TYPES: readonly string[] = [
  "",
  "_request",
  "execute_reply",
  "status",
  "constructor",
  "__proto___request",
  "unknown_request",
];

/** The header of a new request. */
export function headerFor(type: string, draw: Draw): JsonObject {
  return {
    msg_id: `m${draw.int(2 ** 32)}`,
    msg_type: draw.spoils(0.05) ? draw.pick(STRANGE_TYPES) : type,
    session: "client",
    username: "learner",
    // A clock may be wrong by any amount, or no clock at all.
    date: draw.pick(["2026-11-21T00:00:00Z", "1969-12-31T23:59:59Z", "9999-01-01", "yesterday"]),
    version: "5.4",
  };
}
