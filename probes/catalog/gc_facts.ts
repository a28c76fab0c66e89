/** Probes of the garbage collector that count and try out: which it is, when it comes, who it is, what it looks at. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import type { ProbeParameter, ProbeValue } from "./probe.ts";

const OBJECTS: ProbeParameter = {
  kind: "number",
  name: "objects",
  meaning: "lists that die at once",
  default: { smoke: 20_000, quick: 200_000, careful: 200_000 },
  min: 1,
  // Some 2 s.
  max: 5_000_000,
};

/** What the collector is and does, by name of the probe. */
export const COLLECTOR_FACTS = {
  gc_state: {
    title: "Garbage collector: which one, and its thresholds",
    summary:
      "Says which collector this is by trying it out, its thresholds, and what it tells of " +
      "itself. It says nothing about its pauses.",
    values: [
      exact("collector", "kind of collector"),
      exact("survivor", "where a survivor of a young collection is"),
      exact("thresholds", "thresholds"),
      exact("stats", "what gc.get_stats() tells"),
      exact("told", "what callbacks are told"),
      exact("enabled", "collects by itself"),
    ],
  },
  garbage_counts: {
    title: "Garbage collector: how often it comes for cycles, and for the rest",
    summary: "Counts the collections while many lists die at once, with and without cycles. It " +
      "says nothing about how long they take.",
    parameters: [OBJECTS],
    values: [
      exact("cyclic", "collections for cyclic garbage", { lowerIsBetter: true }),
      exact("acyclic", "collections for the rest", { lowerIsBetter: true }),
      exact("generations", "counted by generation"),
    ],
  },
  object_deaths: {
    title: "Objects: three deaths",
    summary: "Watches when objects die: freed by counting, by a collection that is asked for, by " +
      "one that comes by itself. It cannot show the death of objects that nobody watches.",
    values: [
      exact("alone", "an object without cycle dies at"),
      exact("cycle", "an object with a cycle dies at"),
      exact("automatic", "one for which nobody collects dies at"),
      exact("waited", "objects made until then"),
    ],
  },
  gc_thread: {
    title: "Garbage collector: in whose thread it runs",
    summary: "Says in which thread collections run while a second thread makes garbage, and how " +
      "often that thread had to give way, with and without them. It cannot show why it had to.",
    parameters: [OBJECTS, {
      kind: "number",
      name: "live",
      meaning: "objects that stay alive meanwhile",
      default: { smoke: 10_000, quick: 100_000, careful: 300_000 },
      min: 0,
      // 64 bytes each: some 200 MB.
      max: 3_000_000,
    }],
    values: [
      exact("elsewhere", "collections in another thread"),
      exact("collections", "collections"),
      switches("switches", "involuntary switches with the collector on"),
      switches("switchesOff", "involuntary switches with it off"),
      switches("waits", "voluntary switches"),
    ],
  },
  full_collection: {
    title: "Garbage collector: what a collection of everything looks at",
    summary: "Times a collection of everything while so many MiB are alive: as bytes, numbers, " +
      "lists or cycles. It says nothing about automatic collections, which seldom take everything.",
    parameters: [{
      kind: "choice",
      name: "holds",
      meaning: "what fills the memory",
      default: "lists",
      choices: ["nothing", "bytes", "numbers", "lists", "cycles"],
    }, {
      kind: "number",
      name: "mib",
      meaning: "MiB that are alive",
      default: { smoke: 2, quick: 16, careful: 64 },
      min: 0,
      max: 1_024,
    }],
    values: [
      time("collect", "a collection of everything", { kind: "once" }),
      exact("containers", "objects that it looks at"),
    ],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;

function switches(key: string, name: string): ProbeValue {
  return { key, name, unit: "", kind: "once", lowerIsBetter: null };
}
