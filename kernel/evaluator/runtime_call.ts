/** Calls of the child's runtime by its parent. */

import { z } from "zod";
import type { CallOutcome, RemoteValue } from "./cdp.ts";
import type { Child } from "./process.ts";

/** Values that the child holds for us are let go together. */
export const OBJECT_GROUP = "probebook-cell";

/** What a call is given. */
export interface RuntimeCallOptions {
  readonly parameters: Record<string, unknown>[];
  /** What to wait for before anything is asked. */
  readonly clear: () => Promise<void> | null;
}

/**
 * Calls a method of the child's runtime. V8 may drop a promise that is settled when it begins to
 * wait for it ("Promise was collected", seen in 1 of 300 calls), so only those that are still
 * pending are waited for, and the child holds them meanwhile.
 */
export async function callRuntime(
  child: Child,
  method: string,
  { parameters, clear }: RuntimeCallOptions,
): Promise<CallOutcome> {
  const call = async (body: string, options: Record<string, unknown>) => {
    await clear();
    return await child.cdp.call("Runtime.callFunctionOn", {
      functionDeclaration: `function (...parameters) { return ${body}; }`,
      objectId: child.runtimeId,
      returnByValue: true,
      objectGroup: OBJECT_GROUP,
      ...options,
    });
  };
  const called = await call(`this.hold(this.${method}(...parameters))`, { arguments: parameters });
  if (called.kind !== "value") return called;
  const { held, value } = heldResult.parse(called.value.value);
  if (held === null) return { kind: "value", value: { type: typeof value, value } };
  return await call("this.release(...parameters)", {
    arguments: [{ value: held }],
    awaitPromise: true,
  });
}

/** What `hold()` in `child/main.ts` gives: a value, or the number of a pending promise. */
const heldResult = z.object({ held: z.int().nullable(), value: z.unknown().optional() });

/** A value that the child holds, or a copy of it, as a parameter. */
export function argumentOf(value: RemoteValue | undefined): Record<string, unknown> {
  if (value === undefined || value.type === "undefined") return {};
  if (value.objectId !== undefined) return { objectId: value.objectId };
  if (value.unserializableValue !== undefined) {
    return { unserializableValue: value.unserializableValue };
  }
  return { value: value.value };
}
