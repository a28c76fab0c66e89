/** Tests of reading the end of a traceback, in forms that no quick program makes. */
import { assertEquals } from "@std/assert";
import { endingOf } from "./ending.ts";
import { LEARNER_LIMITS } from "./limits.ts";

const FRAME = '  File "/tmp/x/home/program.py", line 7, in <module>\n    main()\n    ~~~~^^\n';
const LIBRARY = '  File "/usr/lib/python3/json/decoder.py", line 355, in decode\n    raise error\n';

const CASES: [name: string, errorTail: string, expected: unknown][] = [
  [
    "an error inside the library, by the learner's own line",
    `Traceback (most recent call last):\n${FRAME}${LIBRARY}json.decoder.JSONDecodeError: Expecting value`,
    { kind: "raised", error: "json.decoder.JSONDecodeError: Expecting value", line: 7 },
  ],
  [
    "an error of several lines, by its first",
    `Traceback (most recent call last):\n${FRAME}ValueError: one\ntwo\nthree`,
    { kind: "raised", error: "ValueError: one", line: 7 },
  ],
  [
    "a traceback whose beginning is lost",
    `cut off here\n${FRAME}RuntimeError: late`,
    { kind: "raised", error: "RuntimeError: late", line: 7 },
  ],
  [
    "words that are no traceback",
    "something went wrong",
    { kind: "exit_code", code: 1, said: "something went wrong" },
  ],
  ["no words at all", "", { kind: "exit_code", code: 1, said: "" }],
];

for (const [name, errorTail, expected] of CASES) {
  Deno.test(`endingOf() reads ${name}`, () => {
    assertEquals(ending({ kind: "exited", code: 1 }, errorTail), expected);
  });
}

const SIGNALS: [signal: string, kind: string][] = [
  ["SIGXCPU", "timed_out"],
  ["SIGALRM", "timed_out"],
  ["SIGINT", "stopped"],
  ["SIGABRT", "signalled"],
];

for (const [signal, kind] of SIGNALS) {
  Deno.test(`endingOf() takes ${signal} for ${kind}`, () => {
    assertEquals(ending({ kind: "signalled", signal }, "").kind, kind);
  });
}

function ending(
  processEnding: { kind: "exited"; code: number } | { kind: "signalled"; signal: string },
  errorTail: string,
) {
  return endingOf({
    outcome: { ending: processEnding, errorTail, startFailure: null },
    limits: LEARNER_LIMITS,
    name: "program.py",
  });
}
