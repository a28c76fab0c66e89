/** Answers about live values, by asking the running program without changing it. */

import { z } from "zod";
import type { Cdp, RemoteValue } from "./cdp.ts";
import { within } from "./deadline.ts";
import type { LiveName, LivePort } from "./port.ts";

/** Longest wait for an answer: help that comes later than this disturbs. */
const ANSWER_MS = 200;

/** Names of one answer; more than anybody scrolls through. Chosen. */
const NAMES_MAX = 5000;

const OBJECT_GROUP = "probebook-live";

const lexicalNames = z.object({ names: z.array(z.string()) });

const liveName: z.ZodType<LiveName> = z.object({
  name: z.string(),
  type: z.enum(["function", "class", "instance", "property", "keyword", "module"]),
});

const liveNames = z.array(liveName);

/** Makes the port; `currentCdp` gives the session of the present child once it is there, or null. */
export function createLivePort(currentCdp: () => Cdp | Promise<Cdp | null> | null): LivePort {
  async function ask<T>(question: (cdp: Cdp) => Promise<T>, otherwise: T): Promise<T> {
    const endMs = performance.now() + ANSWER_MS;
    const current = currentCdp();
    // Somebody may ask while the first child is still coming up.
    const ready = current instanceof Promise ? await within(ANSWER_MS, current) : null;
    const cdp = ready === null ? current : ready.kind === "settled" ? ready.value : null;
    if (cdp === null || cdp instanceof Promise) return otherwise;
    const answer = await within(Math.max(0, endMs - performance.now()), question(cdp));
    void cdp.command("Runtime.releaseObjectGroup", { objectGroup: OBJECT_GROUP });
    return answer.kind === "settled" ? answer.value : otherwise;
  }
  return {
    names: () => ask(listNames, []),
    members: (expression) => ask((cdp) => listMembers(cdp, expression), []),
    describe: (expression) => ask((cdp) => describe(cdp, expression), null),
  };
}

async function listNames(cdp: Cdp): Promise<LiveName[]> {
  const lexical = lexicalNames.safeParse(await cdp.query("Runtime.globalLexicalScopeNames", {}));
  // What compilers declare is ours by its name.
  const own = (name: string) => !name.startsWith("__probebook");
  const names = lexical.success
    ? [...new Set(lexical.data.names.filter(own))].slice(0, NAMES_MAX)
    : [];
  const entries = names.map((name) => `[${JSON.stringify(name)}, () => ${name}]`);
  return await readNames(cdp, {
    // `typeof` of a name whose initialiser threw still throws: such a name has no value to show.
    expression: `(${NAMES_OF_GLOBALS}).call(${GLOBAL}, [${entries.join()}])`,
    returnByValue: true,
    silent: true,
  });
}

/** Runs in the child. Own globals through their descriptors, so that no getter runs. */
const NAMES_OF_GLOBALS = ownText(function (this: object, lexical: [string, () => unknown][]) {
  const kindOf = (value: unknown) =>
    typeof value !== "function"
      ? "instance"
      : /^class\b/.test(Function.prototype.toString.call(value))
      ? "class"
      : "function";
  const found: Record<string, string> = Object.create(null);
  for (const [name, read] of lexical) {
    try {
      found[name] = kindOf(read());
    } catch {
      found[name] = "instance";
    }
  }
  for (const name of Object.getOwnPropertyNames(this)) {
    if (name in found || name === "__probebook") continue;
    const value: unknown = Object.getOwnPropertyDescriptor(this, name)?.value;
    found[name] = /^[A-Z]/.test(name) && typeof value === "function" ? "class" : kindOf(value);
  }
  return Object.entries(found).map(([name, type]) => ({ name, type }));
});

async function listMembers(cdp: Cdp, expression: string): Promise<LiveName[]> {
  const value = await valueOf(cdp, expression);
  if (value === null || value.subtype === "null" || value.type === "undefined") return [];
  const target = value.objectId === undefined
    ? { objectId: await globalId(cdp), arguments: [argumentOf(value)] }
    : { objectId: value.objectId, arguments: [{ objectId: value.objectId }] };
  // A proxy's traps are the learner's code: what has effects is not run.
  const options = { ...target, returnByValue: true, throwOnSideEffect: true, silent: true };
  const members = await readNames(cdp, { ...options, functionDeclaration: MEMBERS_OF });
  // V8 makes some built-in members when they are first looked at, and counts that as an effect
  // (`toTemporalInstant` of dates): then the names alone have to do.
  return members.length > 0
    ? members
    : await readNames(cdp, { ...options, functionDeclaration: MEMBER_NAMES_OF });
}

/** Runs in the child. Only descriptors are read: getters of the value do not run. */
const MEMBERS_OF = ownText(function (value: unknown) {
  const found: Record<string, string> = Object.create(null);
  let count = 0;
  let level: unknown = Object(value);
  for (let depth = 0; level !== null && depth < 20 && count < 5000; depth += 1) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (name in found || /^\d/.test(name)) continue;
      const member: unknown = Object.getOwnPropertyDescriptor(level, name)?.value;
      const type = typeof member !== "function"
        ? "property"
        : /^class\b/.test(Function.prototype.toString.call(member))
        ? "class"
        : "function";
      found[name] = type;
      count += 1;
    }
    level = Object.getPrototypeOf(level);
  }
  return Object.entries(found).map(([name, type]) => ({ name, type }));
});

/** Runs in the child. */
const MEMBER_NAMES_OF = ownText(function (value: unknown) {
  const found: Record<string, true> = Object.create(null);
  let count = 0;
  let level: unknown = Object(value);
  for (let depth = 0; level !== null && depth < 20 && count < 5000; depth += 1) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (!/^\d/.test(name)) found[name] = true;
      count += 1;
    }
    level = Object.getPrototypeOf(level);
  }
  return Object.keys(found).map((name) => ({ name, type: "property" }));
});

async function describe(cdp: Cdp, expression: string): Promise<string | null> {
  const value = await valueOf(cdp, expression);
  if (value === null) return null;
  if (value.objectId === undefined) return describePrimitive(value);
  const outcome = await cdp.call("Runtime.callFunctionOn", {
    functionDeclaration: DESCRIPTION_OF,
    objectId: value.objectId,
    returnByValue: true,
    throwOnSideEffect: true,
    silent: true,
  });
  const text = outcome.kind === "value" ? outcome.value.value : undefined;
  return typeof text === "string" ? text : value.description ?? null;
}

function describePrimitive({ type, subtype, value, unserializableValue }: RemoteValue): string {
  if (subtype === "null") return "null";
  if (type === "undefined") return "undefined";
  const text = unserializableValue ?? JSON.stringify(value);
  return `${type}: ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;
}

/** Runs in the child: a function's head, or an object's class and the names of its members. */
const DESCRIPTION_OF = ownText(function (this: unknown) {
  if (typeof this === "function") {
    const source = Function.prototype.toString.call(this);
    const body = source.search(/\)\s*(=>|\{)/);
    return source.slice(0, Math.min(body < 0 ? 200 : body + 1, 200));
  }
  const prototype = Object.getPrototypeOf(this);
  const maker: unknown = prototype === null
    ? undefined
    : Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const name = typeof maker === "function" ? maker.name : "Object";
  if (Array.isArray(this)) return `${name}(${this.length})`;
  const keys = Object.keys(this as object);
  const shown = keys.slice(0, 20).join(", ") + (keys.length > 20 ? ", …" : "");
  return shown === "" ? name : `${name} { ${shown} }`;
});

/** The value of an expression that can be evaluated without any effect, or null. */
async function valueOf(cdp: Cdp, expression: string): Promise<RemoteValue | null> {
  const outcome = await cdp.call("Runtime.evaluate", {
    expression: `(${expression}\n)`,
    throwOnSideEffect: true,
    silent: true,
    objectGroup: OBJECT_GROUP,
  });
  return outcome.kind === "value" ? outcome.value : null;
}

async function globalId(cdp: Cdp): Promise<string> {
  const outcome = await cdp.call("Runtime.evaluate", {
    expression: GLOBAL,
    objectGroup: OBJECT_GROUP,
  });
  return outcome.kind === "value" ? outcome.value.objectId ?? "" : "";
}

function argumentOf({ value, unserializableValue }: RemoteValue): Record<string, unknown> {
  return unserializableValue === undefined ? { value } : { unserializableValue };
}

async function readNames(cdp: Cdp, parameters: Record<string, unknown>): Promise<LiveName[]> {
  const method = "expression" in parameters ? "Runtime.evaluate" : "Runtime.callFunctionOn";
  const outcome = await cdp.call(method, parameters);
  const names = liveNames.safeParse(outcome.kind === "value" ? outcome.value.value : null);
  return names.success ? names.data : [];
}

/** The global object, also where a cell has a variable of that name. */
const GLOBAL = "(function () { return this; })()";

/** A function's text for the child, where cells may have variables named `Object` and the like. */
function ownText(code: (...given: never[]) => unknown): string {
  return `function (...given) {
    const Object = ({}).constructor, Array = [].constructor, Function = (() => {}).constructor;
    return (${code}).apply(this, given);
  }`;
}
