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

const ALL = [[1, 1, "x"], [1, 2, "y = 1"], [1, 3, "a.b"], [1, 4, "x"]];

const SEARCH_UNIQUE: Partial<HistoryRequest> = {
  hist_access_type: "search",
  n: null,
  unique: true,
};

const CASES: [name: string, request: Partial<HistoryRequest>, expected: unknown[]][] = [
  ["the tail", {}, [[1, 3, "a.b"], [1, 4, "x"]]],
  ["an empty tail", { n: 0 }, []],
  ["the tail with outputs", { n: 1, output: true }, [[1, 4, ["x", "4"]]]],
  ["a range", { hist_access_type: "range", start: 2, stop: 4 }, [[1, 2, "y = 1"], [1, 3, "a.b"]]],
  ["an open range", { hist_access_type: "range", start: 4 }, [[1, 4, "x"]]],
  ["a range from its end", { hist_access_type: "range", start: -2, stop: -1 }, [[1, 3, "a.b"]]],
  ["a range that ends at 0", { hist_access_type: "range", start: 4, stop: 0 }, [[1, 4, "x"]]],
  ["another session without a file", { hist_access_type: "range", session: -1 }, []],
  ["a tail of no number", { n: null, output: false }, ALL],
  ["a search of no number", { hist_access_type: "search", n: null, pattern: "?" }, [
    ALL[0],
    ALL[3],
  ]],
  ["a search, the latest", { hist_access_type: "search", n: 1, pattern: "x" }, [ALL[3]]],
  ["a search, each once", SEARCH_UNIQUE, [ALL[1], ALL[2], ALL[3]]],
  ["a search, the latest each once", { ...SEARCH_UNIQUE, n: 2 }, [ALL[2], ALL[3]]],
  ["a search, nothing", { hist_access_type: "search", pattern: "never" }, []],
  ["a search", { hist_access_type: "search", pattern: "x*" }, [[1, 1, "x"], [1, 4, "x"]]],
  ["a search by one sign", { hist_access_type: "search", pattern: "a?b" }, [[1, 3, "a.b"]]],
  ["a point taken literally", { hist_access_type: "search", pattern: "a.?" }, [[1, 3, "a.b"]]],
  ["each once", { hist_access_type: "search", pattern: "x", unique: true }, [[1, 4, "x"]]],
];

for (const [name, request, expected] of CASES) {
  Deno.test(`createHistory() answers ${name}`, async () => {
    const history = createHistory(null);
    ["x", "y = 1", "a.b", "x"].forEach((input, index) =>
      history.add(index + 1, input, `${index + 1}`)
    );
    assertEquals(await history.answer({ ...TAIL, ...request }), expected);
  });
}
