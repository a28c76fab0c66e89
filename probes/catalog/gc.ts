/**
 * The probes of the garbage collector: its pauses and the requests that wait for them, one script seen from two sides;
 * and what it is, when it comes, who it is, and what it looks at.
 */

import { exact, type ProbeEntry, time } from "./entry.ts";
import { COLLECTOR_FACTS } from "./gc_facts.ts";
import type { ProbeParameter, ProbeValue, ValuesByKey } from "./probe.ts";
import type { RawRun } from "../run/event.ts";
import { median, quantile } from "../stats/mod.ts";

const PARAMETERS: readonly ProbeParameter[] = [{
  kind: "choice",
  name: "shape",
  meaning:
    "what holds the live objects: one list that reaches all, or islands that nothing reaches",
  default: "list",
  choices: ["list", "islands"],
}, {
  kind: "choice",
  name: "garbage",
  meaning: "whether what a request leaves behind points at itself",
  default: "cyclic",
  choices: ["cyclic", "acyclic"],
}, {
  kind: "number",
  name: "live",
  meaning: "objects that stay alive meanwhile, rounded up to thousands",
  // A quick process takes 0.2 to 0.5 s, a full collection in it some 40 ms (measured, November 2026, two shared cores).
  default: { smoke: 30_000, quick: 300_000, careful: 1_000_000 },
  min: 0,
  // 64 bytes each: some 200 MB.
  max: 3_000_000,
}, {
  kind: "number",
  name: "requests",
  meaning: "requests served, each making 120 objects of which 20 stay",
  default: { smoke: 1_500, quick: 6_000, careful: 20_000 },
  min: 1,
  // With the collector off each request leaves 8 kB behind: some 400 MB.
  max: 50_000,
}, {
  kind: "choice",
  name: "setting",
  meaning:
    "what the collector is told: nothing, to rest, to pass over the live objects, to wait for " +
    "50,000 new ones, or to collect the young ones between two requests only",
  default: "default",
  choices: ["default", "disable", "freeze", "threshold", "manual"],
}, {
  kind: "choice",
  name: "lifetime",
  meaning:
    "how long what a request makes lives: some dies at once and some replaces old objects, all " +
    "dies at once, or most is old when it dies",
  default: "mixed",
  choices: ["mixed", "young", "late"],
}];

/** A request prints some 20 bytes, 45 with a pause of its own: 50,000 requests stay below 3 MB. */
const OUTPUT_BYTES_MAX = 8 * 1024 * 1024;

const LONGEST = time("longest", "longest pause", { kind: "events" });
const LONGEST_REQUEST = time("longestRequest", "longest request", { kind: "events" });
const P99_REQUEST = time("p99Request", "99th percentile of the requests", { kind: "events" });

const PAUSES: readonly ProbeValue[] = [
  time("total", "all pauses together", { kind: "events" }),
  exact("pauses", "number of pauses"),
  time("median", "median pause", { kind: "events" }),
];

const WHOLE_PROCESS: readonly ProbeValue[] = [
  { key: "peakRss", name: "peak memory", unit: "MiB", kind: "once", lowerIsBetter: true },
  exact("collections", "collections by generation"),
  time("wall", "time for all requests", { kind: "once" }),
  time("growTotal", "pauses while the live objects are made", { kind: "events" }),
  time("growLongest", "longest of these", { kind: "events" }),
  time("fullCollect", "a collection of everything", { kind: "once" }),
  time("toldTotal", "all pauses, as the collector times them", { kind: "once" }),
];

/** How long the collector stops a program that serves requests while many cyclic objects are alive. */
const GC_PAUSES: ProbeEntry = {
  title: "Garbage collector: pauses while requests are served",
  summary:
    "Times every collection, by the collector's own callbacks, while requests leave garbage " +
    "behind and many objects stay alive. Pauses are wall time: it cannot tell a long collection " +
    "from one that had to give way to another program, so it needs several processes. Its objects " +
    "are small and alike; a real heap is neither.",
  parameters: PARAMETERS,
  values: [LONGEST, ...PAUSES, LONGEST_REQUEST, P99_REQUEST, ...WHOLE_PROCESS],
  outputBytesMax: OUTPUT_BYTES_MAX,
  reduce: reduceCollections,
};

const MILLION_PARAMETERS: readonly ProbeParameter[] = [{
  kind: "number",
  name: "objects",
  meaning: "objects that are made, all in pairs that hold each other",
  // A million take 0.2 s a process (measured, November 2026, two shared cores).
  default: { smoke: 100_000, quick: 1_000_000, careful: 3_000_000 },
  min: 2_000,
  // 64 bytes each, and with the collector off none is given back: some 320 MB.
  max: 5_000_000,
}, {
  kind: "choice",
  name: "setting",
  meaning: "what the collector is told once a quarter of the objects is alive",
  default: "default",
  choices: ["default", "disable", "freeze", "threshold", "manual"],
}, {
  kind: "number",
  name: "work",
  meaning: "thousand additions that each request makes besides its 1,000 objects",
  default: 0,
  min: 0,
  max: 10_000,
}];

/** The collector by name of the probe. */
export const COLLECTOR = {
  cyclic_objects: {
    title: "Garbage collector: a million objects in cycles",
    summary:
      "Makes a million objects that hold each other in pairs, keeps a quarter of them alive, and " +
      "times every pause; looks at the memory meanwhile. Its objects are small and alike; a real " +
      "heap is neither.",
    parameters: MILLION_PARAMETERS,
    values: [
      LONGEST,
      ...PAUSES,
      LONGEST_REQUEST,
      P99_REQUEST,
      { key: "share", name: "share of pauses", unit: "%", kind: "once", lowerIsBetter: true },
      time("wall", "time for all requests", { kind: "once" }),
      time("cpu", "processor time for them", { kind: "once" }),
      { key: "peakRss", name: "peak memory", unit: "MiB", kind: "once", lowerIsBetter: true },
      {
        key: "endRss",
        name: "memory at the end",
        unit: "MiB",
        kind: "once",
        lowerIsBetter: true,
      },
      exact("collections", "collections by generation"),
    ],
    outputBytesMax: OUTPUT_BYTES_MAX,
    reduce: reduceCollections,
  },
  gc_pauses: GC_PAUSES,
  request_latency: {
    ...GC_PAUSES,
    script: "gc_pauses",
    title: "Garbage collector: how long a request takes",
    summary:
      "Times every request while requests leave garbage behind and many objects stay alive. " +
      "Wall time: other programs make requests longer too. The percentile says what one request in " +
      "a hundred meets, the longest request what a single unlucky one meets, and they can disagree.",
    values: [P99_REQUEST, LONGEST_REQUEST, LONGEST, ...PAUSES, ...WHOLE_PROCESS],
  },
  ...COLLECTOR_FACTS,
} as const satisfies Readonly<Record<string, ProbeEntry>>;

/**
 * Reduces one process to its values.
 *
 * Without any pause there is no longest and no median one: null, not 0 ms. A value that the process did not print is
 * left out, so that the runner sees it missing.
 */
export function reduceCollections({ events, values }: RawRun): ValuesByKey {
  const pauses = events.find(({ name }) => name === "pause");
  const requests = events.find(({ name }) => name === "request");
  const grow = events.find(({ name }) => name === "grow");
  return {
    ...(grow === undefined ? {} : growValues(grow.durationNs)),
    ...(pauses === undefined ? {} : pauseValues(pauses.durationNs)),
    ...(requests === undefined ? {} : requestValues(requests.durationNs)),
    ...values,
  };
}

function growValues(durationNs: readonly number[]) {
  return {
    growLongest: milliseconds(quantile(durationNs, 1)),
    growTotal: milliseconds(sumOf(durationNs)),
  };
}

function pauseValues(durationNs: readonly number[]) {
  return {
    longest: milliseconds(quantile(durationNs, 1)),
    total: milliseconds(sumOf(durationNs)),
    pauses: durationNs.length,
    median: milliseconds(median(durationNs)),
  };
}

function requestValues(durationNs: readonly number[]) {
  return {
    longestRequest: milliseconds(quantile(durationNs, 1)),
    p99Request: milliseconds(quantile(durationNs, 0.99)),
  };
}

function sumOf(durationNs: readonly number[]): number {
  return durationNs.reduce((sum, ns) => sum + ns, 0);
}

function milliseconds(ns: number | null): number | null {
  return ns === null ? null : ns / 1e6;
}
