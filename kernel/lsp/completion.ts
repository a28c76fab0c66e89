/** Help while typing, from the running program and the text of the cell. */

import { declaredNames } from "./declared.ts";
import { expressionAt, initialiserOf, placeOfCursor, type ScannedCode } from "./expression.ts";
import { codepointsOfUtf16, utf16OfCodepoints } from "./position.ts";
import { scanTokens } from "./scan.ts";
import { specifiersFor } from "./specifiers.ts";
import type { TypeHelp } from "./type_service.ts";

/** A name that can be offered while typing. */
export interface Name {
  readonly name: string;
  readonly type: "function" | "class" | "instance" | "property" | "keyword" | "module";
}

/** What is asked of the running program; the evaluator answers it. */
export interface LiveNames {
  /** Names bound at the top level of cells, then globals. */
  names(): Promise<readonly Name[]>;
  /** Members of the value of an expression; empty when evaluating it could have an effect. */
  members(expression: string): Promise<readonly Name[]>;
  /** A short text on the value, or null. */
  describe(expression: string): Promise<string | null>;
}

/** Names that fit, and the part of the code that each of them would replace. */
export interface Completion {
  readonly matches: string[];
  readonly cursorStartCodepoints: number;
  readonly cursorEndCodepoints: number;
  /** The kinds of the matches, under the name that JupyterLab reads. */
  readonly metadata: Record<string, unknown>;
}

/** What is known of the thing at the cursor, by MIME type. */
export type Inspection =
  | { kind: "found"; data: Record<string, string> }
  | { kind: "none" };

/** Answers a front end's questions while its user types. Cursors count code points. */
export interface Help {
  complete(code: string, cursorCodepoints: number): Promise<Completion>;
  inspect(code: string, cursorCodepoints: number): Promise<Inspection>;
}

/** What help takes from its surroundings. */
export interface HelpOptions {
  /** The notebook's folder, for relative import specifiers. */
  readonly directory?: string;
  /** What types say; without it only the running program is asked. */
  readonly types?: TypeHelp;
}

/**
 * Longest wait for the running program. A front end must have its answer within 200 ms; later ones
 * disturb who has typed on. The rest is for the way there and back.
 */
const LIVE_ANSWER_MS = 150;

/** Makes the help for one program. Neither method rejects. */
export function createHelp(live: LiveNames, options: HelpOptions = {}): Help {
  const { directory = Deno.cwd() } = options;
  return {
    async complete(code, cursorCodepoints) {
      const scanned = { code, tokens: scanTokens(code) };
      const cursorUtf16 = utf16OfCodepoints(code, cursorCodepoints);
      const place = placeOfCursor(scanned, cursorUtf16);
      switch (place.kind) {
        case "text":
        case "declaration":
          return completionOf(code, { names: [], start: cursorUtf16, end: cursorUtf16 });
        case "specifier":
          return completionOf(code, {
            ...place,
            names: await soon(specifiersFor(place.typed, directory), []),
          });
        case "member": {
          const { expression } = place;
          const members = expression === null
            ? []
            : await soon(membersOf(expression, { live, scanned }), []);
          const names = members.filter(({ name }) => IDENTIFIER.test(name));
          return completionOf(code, { ...place, names: fitting(names, place.typed) });
        }
        case "name": {
          const known = await soon(live.names(), []);
          const declared = declaredNames(
            scanned.tokens.filter(({ start }) => start !== place.start),
          );
          const names = unique([...declared, ...known, ...(place.typed === "" ? [] : KEYWORDS)]);
          return completionOf(code, { ...place, names: fitting(names, place.typed) });
        }
      }
    },
    async inspect(code, cursorCodepoints) {
      const scanned = { code, tokens: scanTokens(code) };
      const expression = expressionAt(scanned, utf16OfCodepoints(code, cursorCodepoints));
      if (expression === null || expression === "") return { kind: "none" };
      const text = await soon(live.describe(expression), null);
      if (text === null) return { kind: "none" };
      return { kind: "found", data: { "text/plain": `${expression}: ${tidy(text)}` } };
    },
  };
}

/** Removes the gaps that types leave in the running program's text. */
function tidy(text: string): string {
  return text.replace(/ {2,}/g, " ").replace(/ (?=[,)])/g, "");
}

/** Members of the live value; of a name that has none yet, of what the cell gives it. */
async function membersOf(
  expression: string,
  { live, scanned }: { live: LiveNames; scanned: ScannedCode },
): Promise<readonly Name[]> {
  const members = await live.members(expression);
  if (members.length > 0) return members;
  const initialiser = initialiserOf(scanned, expression);
  return initialiser === null ? [] : await live.members(initialiser);
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

const KEYWORDS: readonly Name[] = [
  "abstract,any,as,async,await,boolean,break,case,catch,class,const,continue,debugger,declare",
  "default,delete,do,else,enum,export,extends,false,finally,for,from,function,if,implements",
  "import,in,infer,instanceof,interface,keyof,let,namespace,never,new,null,number,object,of",
  "private,protected,public,readonly,return,satisfies,static,string,super,switch,symbol,this",
  "throw,true,try,type,typeof,undefined,unknown,using,var,void,while,yield",
].join(",").split(",").map((name) => ({ name, type: "keyword" }));

/** Names that go on from what is typed; if there are none, those that differ in case only. */
function fitting(names: readonly Name[], typed: string): Name[] {
  const exact = names.filter(({ name }) => name.startsWith(typed));
  if (exact.length > 0) return exact;
  const lower = typed.toLowerCase();
  return names.filter(({ name }) => name.toLowerCase().startsWith(lower));
}

function unique(names: readonly Name[]): Name[] {
  return [...new Map(names.toReversed().map((name) => [name.name, name])).values()].reverse();
}

function completionOf(
  code: string,
  { names, start, end }: { names: readonly Name[]; start: number; end: number },
): Completion {
  const cursorStartCodepoints = codepointsOfUtf16(code, start);
  const cursorEndCodepoints = codepointsOfUtf16(code, end);
  return {
    matches: names.map(({ name }) => name),
    cursorStartCodepoints,
    cursorEndCodepoints,
    metadata: {
      _jupyter_types_experimental: names.map(({ name, type }) => ({
        start: cursorStartCodepoints,
        end: cursorEndCodepoints,
        text: name,
        type,
      })),
    },
  };
}

/** The answer if it comes in time, else the other one; a failed question is no answer either. */
async function soon<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  const { promise: late, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(otherwise), LIVE_ANSWER_MS);
  try {
    return await Promise.race([answer, late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
