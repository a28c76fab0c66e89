/** Reads what the probe `specialization` listed, as listings side by side want it. */

import { z } from "zod";
import type { DataTable } from "../run/event.ts";

/** One instruction of a listing, and what the interpreter has made of it. */
export interface ListedBytecode {
  /** For example `BINARY_OP_ADD_INT`. */
  readonly name: string;
  /** What it works on, as `dis` writes it; empty where it takes nothing. */
  readonly argument: string;
  /** The plain one, one that counts its uses and may become specialized, or one made for the types that it has met. */
  readonly form: "generic" | "adaptive" | "specialized";
}

/** The code at one moment. */
export interface BytecodeListing {
  /** For example `after 100 calls`. */
  readonly moment: string;
  /** In the order of the code. */
  readonly instructions: readonly ListedBytecode[];
}

const row = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.enum(["generic", "adaptive", "specialized"]),
]);

/**
 * Gives the listings that an arm's first process made, moment by moment. There is none where the arm was not measured by
 * `specialization`, or cannot be.
 *
 * ```ts
 * import { discoverInterpreters, listedBytecode, measure } from "probes";
 * import { listings } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * const { arms: [arm] } = await measure("specialization", { arms: [python], rounds: 1 });
 * const moments = arm === undefined ? [] : listedBytecode(arm);
 * const text: string = await listings(
 *   moments.map(({ moment, instructions }) => ({ label: moment, instructions })),
 * ).toText();
 * ```
 */
export function listedBytecode(
  { processes }: {
    readonly processes: readonly { readonly tables?: readonly DataTable[] | undefined }[];
  },
): readonly BytecodeListing[] {
  const tables = processes.flatMap(({ tables }) => tables ?? []);
  const listings = new Map<string, ListedBytecode[]>();
  for (const given of tables.find(({ name }) => name === "instruction")?.rows ?? []) {
    const parsed = row.safeParse(given);
    if (!parsed.success) continue;
    const [moment, name, argument, form] = parsed.data;
    const known = listings.get(moment) ?? [];
    known.push({ name, argument, form });
    listings.set(moment, known);
  }
  return [...listings].map(([moment, instructions]) => ({ moment, instructions }));
}
