/** Probes of the standard library: bytes as text, and identifiers. */

import { type ProbeEntry, time } from "./entry.ts";

const CALL = [time("call", "time per call", { kind: "slices" })] as const;

/** The standard library by name of the probe. */
export const STDLIB = {
  base64_coding: {
    title: "base64 and its kin: bytes as text and back",
    summary: "Times the module base64 with data of one size; small data several times, so that " +
      "64 KiB are coded in a call. It says nothing about reading or writing such text.",
    parameters: [{
      kind: "choice",
      name: "workload",
      meaning: "what is done",
      default: "b16decode",
      choices: ["b16decode", "b16encode", "b64decode", "b64encode", "b32decode", "b85decode"],
    }, {
      kind: "number",
      name: "size",
      meaning: "bytes of the data when it is no text",
      default: 65_536,
      min: 1,
      // Base 85 takes some 50 ns a byte: a second a call.
      max: 16_777_216,
    }],
    values: CALL,
  },
  uuid_making: {
    title: "uuid: identifiers made and written",
    summary:
      "Times how the module uuid makes identifiers, random or from names, and how it writes " +
      "and reads one. It cannot show what of a random one is the system's work.",
    parameters: [{
      kind: "choice",
      name: "workload",
      meaning: "what is done",
      default: "uuid4",
      choices: ["uuid4", "uuid3", "uuid5", "text", "parse"],
    }, {
      kind: "number",
      name: "n",
      meaning: "identifiers in one call",
      // 0.1 to 0.7 ms.
      default: 200,
      min: 1,
      // 3 s for five calls.
      max: 200_000,
    }, {
      kind: "number",
      name: "length",
      meaning: "characters of the name of uuid3 and uuid5",
      default: 16,
      min: 1,
      max: 100_000,
    }],
    values: CALL,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
