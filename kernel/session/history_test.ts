import { assertEquals } from "@std/assert";
import type { HistoryRequest } from "../messaging/mod.ts";
import { createHistory } from "./history.ts";

const TAIL: HistoryRequest = {
  type: "history_request",
  hist_access_type: "tail",
  output: false,
  raw: true,
  session: 0,
  start: 0,
  stop: null,
  n: 2,
  pattern: "*",
  unique: false,
};

const CASES: [name: string, request: Partial<HistoryRequest>, expected: unknown[]][] = [
  ["the tail", {}, [[1, 3, "a.b"], [1, 4, "x"]]],
  ["an empty tail", { n: 0 }, []],
  ["the tail with outputs", { n: 1, output: true }, [[1, 4, ["x", "4"]]]],
  ["a range", { hist_access_type: "range", start: 2, stop: 4 }, [[1, 2, "y = 1"], [1, 3, "a.b"]]],
  ["an open range", { hist_access_type: "range", start: 4 }, [[1, 4, "x"]]],
  ["a search", { hist_access_type: "search", pattern: "x*" }, [[1, 1, "x"], [1, 4, "x"]]],
  ["a search by one sign", { hist_access_type: "search", pattern: "a?b" }, [[1, 3, "a.b"]]],
  ["a point taken literally", { hist_access_type: "search", pattern: "a.?" }, [[1, 3, "a.b"]]],
  ["each once", { hist_access_type: "search", pattern: "x", unique: true }, [[1, 4, "x"]]],
];

for (const [name, request, expected] of CASES) {
  Deno.test(`createHistory() answers ${name}`, () => {
    const history = createHistory();
    ["x", "y = 1", "a.b", "x"].forEach((input, index) =>
      history.add(index + 1, input, `${index + 1}`)
    );
    assertEquals(history.answer({ ...TAIL, ...request }), expected);
  });
}
