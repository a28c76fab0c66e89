/**
 * Which faults of types a cell's author is told.
 *
 * The compiler sees a program that was written to be compiled; cells are also written to be tried.
 * A false alarm is worse than a missed one: after the third nobody reads them, and in a graded run
 * they cost points. So by itself the kernel tells only kinds of faults from a list, and of those
 * none that the running program contradicts. Who asks for a check is told all that are about types.
 */

import { type KnownCell, namesDeclaredIn, type TypeFault } from "../lsp/mod.ts";
import type { LivePort } from "../evaluator/port.ts";
import {
  calleeBefore,
  isAssigned,
  isAssignedAlone,
  isDeclared,
  isLoose,
  isTypePlace,
  ownerBefore,
  typeInMessage,
} from "./type_idioms.ts";

export { checkError, warningText } from "./type_fault_text.ts";

/** What is known beside the compiler's words. */
export interface Surroundings {
  /** Code of the cells that ran before, in any order. */
  readonly earlier: readonly string[];
  /** Code of cells that did not run: what they would have made is missing by no fault of later ones. */
  readonly lost: readonly string[];
  readonly live: LivePort;
  readonly occasion: CheckOccasion;
}

/**
 * Why a cell is checked: it ran and nobody asked; a grader is about to run it; its author asked for
 * the check, and wants to be told everything about types.
 */
export type CheckOccasion = "ran" | "graded" | "asked";

/** The faults to tell, in the order of their places. */
export async function faultsToTell(
  faults: readonly TypeFault[],
  cell: KnownCell,
  surroundings: Surroundings,
): Promise<TypeFault[]> {
  const seen = new Set<string>();
  const told: TypeFault[] = [];
  const program = createProgram(cell, surroundings);
  for (const fault of faults.toSorted((left, right) => left.startUtf16 - right.startUtf16)) {
    const key = `${fault.startUtf16} ${fault.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const isOfKind = surroundings.occasion === "asked" ? isAboutTypes(fault) : isPlain(fault);
    if (isOfKind && await program.bearsOut(fault)) told.push(fault);
  }
  return told;
}

/**
 * Whether later cells have given names of this one another meaning: it ran with types that are no
 * longer known.
 */
export function isOutdated({ code }: KnownCell, later: readonly string[]): boolean {
  const own = new Set(namesDeclaredIn(code));
  const words = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return later.some((text) =>
    namesDeclaredIn(text).some((name) => words.has(name) && !own.has(name))
  );
}

/** Names that nothing declares, in the wordings for different libraries. */
const MISSING_NAME: ReadonlySet<number> = new Set([
  ...[2304, 2552, 18004, 2580, 2581, 2582, 2583, 2584, 2585, 2591, 2592, 2593, 2662, 2663],
]);

/** Members that the type lacks; 2339 is the plain wording. */
const MISSING_MEMBER: ReadonlySet<number> = new Set([2339, 2551, 2576]);

/** Exports that a module lacks. */
const MISSING_EXPORT: ReadonlySet<number> = new Set([2305, 2724]);

/** A call with fewer or more arguments than parameters. */
const ARGUMENT_COUNT: ReadonlySet<number> = new Set([2554, 2555]);

/** Operands that are no numbers: dates are subtracted all the same. */
const OPERAND: ReadonlySet<number> = new Set([2362, 2363]);

/** Made to take anything; their types are narrower. */
const COERCING: ReadonlySet<string> = new Set(["parseInt", "parseFloat", "isNaN", "isFinite"]);

/**
 * What the kernel tells without being asked: TypeScript's numbers. Left out on purpose: values that
 * may be undefined or unknown (a cell that ran has shown that they were not), comparisons without
 * overlap (a setting in a cell of its own), initialisation and return flow, implicit `any`.
 */
const PLAIN: ReadonlySet<number> = new Set([
  ...MISSING_NAME,
  ...MISSING_MEMBER,
  ...MISSING_EXPORT,
  ...ARGUMENT_COUNT,
  ...OPERAND,
  // A value of another type: assignments, arguments, literals, `satisfies`, `as`.
  ...[2322, 2345, 2352, 2353, 2559, 2560, 2561, 2739, 2740, 2741, 2769, 1360],
  // What cannot be called, made, iterated, added, reached or changed.
  ...[2349, 2351, 2461, 2488, 2356, 2365, 2341, 2445, 2493, 2540, 2588, 2801],
  // Types themselves: arguments, heritage, promises of a function's head.
  ...[2314, 2315, 2344, 2558, 2707, 2749, 2415, 2416, 2420, 2430, 2511, 2515, 2355, 2366],
  // An `@ts-expect-error` that expects in vain: whoever wrote it wants to know.
  2578,
]);

/** Not about types, or only because cells are joined to one program. */
const NEVER: ReadonlySet<number> = new Set([
  // Declared twice: a cell may declare again what another one has declared.
  ...[2300, 2323, 2392, 2393, 2395, 2397, 2403, 2428, 2432, 2433, 2434, 2440, 2451, 2484, 2528],
  ...[2567, 2649, 2652, 2717, 2813, 2814],
  // Modules and libraries without types, or not fetched: the import itself says whether it works.
  ...[2306, 2307, 2318, 2468, 2550, 2686, 2688, 2691, 2732, 2792, 2821, 2823, 2834, 2835],
  // The compiler gives up.
  ...[2589, 2590],
]);

function isPlain({ severity, code, message }: TypeFault): boolean {
  return severity === "error" && PLAIN.has(code) && !LOOSE_VALUE.test(message);
}

/**
 * Values that grew in the way of plain JavaScript: `{ value: null }` filled later, an empty list in
 * an object, what may be undefined, what was caught, lists whose objects have different members
 * (`size?: undefined`; the compiler may end its explanation before it comes to that).
 */
const LOOSE_VALUE =
  /\| (?:undefined|null)' is not assignable|'unknown' is not assignable|to (?:type|parameter of type) '(?:never|null|undefined)'|^\s+Type '(?:undefined|null)' is not assignable|exactOptionalPropertyTypes|\?: undefined;/m;

/** Errors of syntax are the evaluator's; implicit types, unused names and options are nobody's. */
function isAboutTypes({ severity, code }: TypeFault): boolean {
  return severity === "error" && !NEVER.has(code) &&
    ((code >= 2000 && code < 3000) || (code >= 18000 && code < 19000) || code === 1360);
}

/** The running program and its texts, as far as they can contradict the compiler. */
interface Program {
  bearsOut(fault: TypeFault): Promise<boolean>;
}

function createProgram({ code }: KnownCell, surroundings: Surroundings): Program {
  const { earlier, lost, live, occasion } = surroundings;
  const isAskedFor = occasion === "asked";
  const texts = [...earlier, code];
  let names: Promise<ReadonlySet<string>> | null = null;
  let lostNames: ReadonlySet<string> | null = null;

  const isThere = async (name: string) => {
    names ??= live.names().then((found) => new Set(found.map((known) => known.name)));
    const known = await names;
    // No answer in time says nothing about the name.
    return known.size === 0 || known.has(name);
  };
  const isLost = (name: string) => (lostNames ??= new Set(lost.flatMap(namesDeclaredIn))).has(name);
  const hasMember = async (expression: string, member: string) =>
    (await live.members(expression)).some(({ name }) => name === member);

  async function isNameMissing({ startUtf16, endUtf16 }: TypeFault): Promise<boolean> {
    const name = code.slice(startUtf16, endUtf16);
    // The run says it better: with the cell that would make the name.
    if (occasion === "graded" && !isTypePlace(code, startUtf16)) return false;
    // The way to ask whether there is such a name.
    const isAsked = /\btypeof\s*\(?\s*$/.test(code.slice(0, startUtf16));
    // A name that is only assigned to becomes one of the global object.
    const isMade = !isAskedFor && (isAssigned(name, texts) || isAssignedAlone(name, texts));
    return !isAsked && !isMade && !isLost(name) && !(await isThere(name));
  }

  async function isMemberMissing({ message, startUtf16, endUtf16 }: TypeFault): Promise<boolean> {
    const type = typeInMessage(message);
    if (isAskedFor && type !== "typeof Deno") return true;
    if (/^(?:\{\}|never|object|unknown)$/.test(type)) return false;
    if (/^readonly\b/i.test(type) || isDeclared(type, texts)) return true;
    const member = code.slice(startUtf16, endUtf16);
    if (isAssigned(member, texts)) return false;
    // In `function draw({ width = 300, height } = {})` the default says too little of the type; and
    // before it runs nobody knows how an object grows.
    const isMember = /\.\s*$/.test(code.slice(0, startUtf16));
    if (type.startsWith("{") && (!isMember || occasion === "graded")) return false;
    const owner = ownerBefore(code, startUtf16);
    return owner === null || !(await hasMember(owner, member));
  }

  return {
    async bearsOut(fault) {
      const { code: number, startUtf16, endUtf16 } = fault;
      if (startUtf16 >= endUtf16 || endUtf16 > code.length) return false;
      const text = code.slice(startUtf16, endUtf16);
      if (MISSING_NAME.has(number)) return await isNameMissing(fault);
      if (MISSING_MEMBER.has(number)) return await isMemberMissing(fault);
      if (isAskedFor) return true;
      // Before it is imported nobody knows whether the types are behind the module.
      if (MISSING_EXPORT.has(number)) return await live.describe(text) === "undefined";
      if (ARGUMENT_COUNT.has(number)) {
        const isBehind = code.charAt(endUtf16) !== "(";
        const callee = isBehind ? calleeBefore(code, startUtf16) : text;
        return !isLoose(callee, texts);
      }
      if (number === 2345 && COERCING.has(calleeBefore(code, startUtf16))) return false;
      if (!OPERAND.has(number)) return true;
      return occasion === "graded" ? /^["'`]/.test(text) : !(await hasMember(text, "getTime"));
    },
  };
}
