import { assert, assertEquals } from "@std/assert";
import type { Message } from "./message.ts";
import { parseRequest } from "./request.ts";

function messageOf(type: string, content: Record<string, unknown>): Message {
  const header = { msg_id: "1", msg_type: type, session: "s", username: "", date: "", version: "" };
  return { header, parentHeader: {}, metadata: {}, content, buffers: [] };
}

function parsed(type: string, content: Record<string, unknown>): unknown {
  const result = parseRequest(messageOf(type, content));
  return result.kind === "request" ? result.request : result.kind;
}

const EXECUTE = {
  type: "execute_request",
  code: "1",
  silent: false,
  store_history: true,
  user_expressions: {},
  allow_stdin: true,
  stop_on_error: true,
};

const { type: _type, ...USUAL } = EXECUTE;

const CASES: [name: string, type: string, content: Record<string, unknown>, expected: unknown][] = [
  ["defaults", "execute_request", { code: "1" }, EXECUTE],
  [
    "nulls for defaults",
    "execute_request",
    { code: "1", silent: null, user_expressions: null },
    EXECUTE,
  ],
  ["every field", "execute_request", USUAL, EXECUTE],
  ["expressions", "execute_request", { ...USUAL, user_expressions: { a: "1" } }, {
    ...EXECUTE,
    user_expressions: { a: "1" },
  }],
  ["a list of expressions", "execute_request", { ...USUAL, user_expressions: [] }, "invalid"],
  ["a number for a flag", "execute_request", { ...USUAL, stop_on_error: 1 }, "invalid"],
  ["fields we do not know", "execute_request", { code: "1", cell_meta: {} }, EXECUTE],
  ["code that is missing", "execute_request", {}, "invalid"],
  ["code of another type", "execute_request", { code: 1 }, "invalid"],
  ["a cursor", "complete_request", { code: "a", cursor_pos: 1 }, {
    type: "complete_request",
    code: "a",
    cursor_pos: 1,
  }],
  ["half a cursor", "complete_request", { code: "a", cursor_pos: 0.5 }, "invalid"],
  ["an unknown type", "constructor", {}, "unknown"],
  ["no target", "comm_info_request", {}, { type: "comm_info_request", target_name: null }],
];

for (const [name, type, content, expected] of CASES) {
  Deno.test(`parseRequest() reads ${type} with ${name}`, () => {
    assertEquals(parsed(type, content), expected);
  });
}

Deno.test("parseRequest() names the first of very many faults", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => [`n${index}`, index]);
  const content = { code: "1", user_expressions: Object.fromEntries(names) };
  const result = parseRequest(messageOf("execute_request", content));
  if (result.kind !== "invalid") throw new Error("It was accepted");
  assert(result.reason.includes("n0") && result.reason.length < 1_000, result.reason);
});
