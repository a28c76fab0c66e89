/** Probes of attaching to a CPython that runs: whether it works, how fast, and what the possibility costs. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import { median } from "../stats/mod.ts";
import { millisecondsOf } from "./times.ts";

/** Attaching by name of the probe. */
export const ATTACH = {
  remote_attach: {
    title: "Attach: run code in another CPython",
    summary: "Lets code run in another process of the same CPython (PEP 768) and times how long " +
      "it takes to begin there. The other one computes all the time: one that waits in C runs the " +
      "code only afterwards. Switched off by PYTHON_DISABLE_REMOTE_DEBUG=1 or -X " +
      "disable-remote-debug, as an arm, or when it was built.",
    parameters: [{
      kind: "number",
      name: "tries",
      meaning: "how often code is run there",
      default: { smoke: 5, quick: 20, careful: 100 },
      min: 1,
      max: 1_000,
    }],
    values: [
      exact("attach", "attaching: works, off or refused"),
      time("median", "median time until the code runs", { kind: "events" }),
      time("first", "the first time", { kind: "events" }),
    ],
    usesFolder: true,
    reduce: ({ events, values }) => ({
      ...millisecondsOf(events, {
        list: "latency",
        statistics: { median, first: ([first]) => first },
      }),
      ...values,
    }),
  },
  attach_cost: {
    title: "Attach: what the possibility costs a loop",
    summary: "Times a loop; compare arms with and without PYTHON_DISABLE_REMOTE_DEBUG=1. It " +
      "cannot show what somebody who attaches costs: nobody does here.",
    parameters: [{
      kind: "number",
      name: "n",
      meaning: "passes of the loop in one call",
      // Some 0.2 to 0.5 ms.
      default: 10_000,
      min: 1,
      max: 1_000_000,
    }],
    values: [
      time("call", "time per call", { kind: "slices", unit: "µs" }),
      exact("attach", "attaching: on, off or absent"),
    ],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
