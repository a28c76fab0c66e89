/** Help while typing, from the running program and the text of the cell. */

import { readCellText } from "../cell_text/mod.ts";
import { declaredNames } from "./declared.ts";
import {
  expressionAt,
  initialiserOf,
  placeOfCursor,
  type ScannedCode,
  wordStartAt,
} from "./expression.ts";
import { type Inspection, inspectionOf } from "./inspection.ts";
import { mergeMembers, mergeNames, uniqueNames } from "./merge.ts";
import { codepointsOfUtf16, utf16OfCodepoints } from "./position.ts";
import { scanTokens } from "./scan.ts";
import { specifiersFor } from "./specifiers.ts";
import type { TypedName, TypedText, TypeHelp } from "./type_service.ts";

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

/** Answers a front end's questions while its user types. Cursors count code points. */
export interface Help {
  complete(code: string, cursorCodepoints: number): Promise<Completion>;
  inspect(
    code: string,
    cursorCodepoints: number,
    options?: InspectOptions,
  ): Promise<Inspection>;
  /** The program has ended and another one has begun: what cells had made is no longer there. */
  forget(): void;
}

/** How much is to be told. */
export interface InspectOptions {
  /** 1 or more asks for the source as well. */
  readonly detailLevel?: number;
}

/** What help takes from its surroundings. */
export interface HelpOptions {
  /** The notebook's folder, for relative import specifiers. */
  readonly directory?: string;
  /** What types say; without it only the running program is asked. */
  readonly types?: TypeHelp;
}

/**
 * Longest wait for the running program and for types. A front end must have its answer within
 * 200 ms; later ones disturb who has typed on. The rest is for what the session may wait before it
 * asks (50 ms), and for the way there and back.
 */
const ANSWER_MS = 120;

/** Makes the help for one program. No method rejects. */
export function createHelp(live: LiveNames, options: HelpOptions = {}): Help {
  const { directory = Deno.cwd(), types } = options;

  async function complete({ scanned, cursorUtf16 }: Asked): Promise<FoundNames> {
    const { code } = scanned;
    const place = placeOfCursor(scanned, cursorUtf16);
    const typedNames = (): Promise<readonly TypedName[] | null> =>
      types === undefined
        ? Promise.resolve(null)
        : soon(types.complete({ code, offsetUtf16: cursorUtf16, deadlineMs: ANSWER_MS }), null);
    switch (place.kind) {
      case "text":
      case "declaration":
        return { names: [], start: cursorUtf16, end: cursorUtf16 };
      case "string": {
        const typed = await typedNames() ?? [];
        return typed.length === 0
          ? { names: [], start: cursorUtf16, end: cursorUtf16 }
          : { ...place, names: fitting(typed, place.typed) };
      }
      case "specifier": {
        const [files, typed] = await Promise.all([
          soon(specifiersFor(place.typed, directory), []),
          typedNames(),
        ]);
        // Files are better known from the folder: what the server has of them are bare names.
        const addresses = (types?.packages() ?? []).map((name): Name => ({ name, type: "module" }));
        const packages = [...(/^[./]/.test(place.typed) ? [] : typed ?? []), ...addresses]
          .filter(({ name }) => name.startsWith(place.typed));
        return { ...place, names: uniqueNames([...files, ...packages]) };
      }
      case "member": {
        const { expression } = place;
        const [typed, members] = await Promise.all([
          typedNames(),
          expression === null ? [] : soon(membersOf(expression, { live, scanned }), []),
        ]);
        const names = mergeMembers(typed, members).filter(({ name }) => IDENTIFIER.test(name));
        return { ...place, names: fitting(names, place.typed) };
      }
      case "name": {
        const [typed, known] = await Promise.all([typedNames(), soon(live.names(), [])]);
        const declared = declaredNames(scanned.tokens.filter(({ start }) => start !== place.start));
        const names = mergeNames({
          typed,
          declared,
          notebook: types?.names() ?? [],
          live: known,
          keywords: place.typed === "" ? [] : KEYWORDS,
        });
        return { ...place, names: fitting(names, place.typed) };
      }
    }
  }

  return {
    async complete(code, cursorCodepoints) {
      const asked = ask(code, cursorCodepoints);
      if (asked !== null) return completionOf(code, await complete(asked));
      const end = utf16OfCodepoints(code, cursorCodepoints);
      return completionOf(code, { names: [], start: end, end });
    },
    async inspect(code, cursorCodepoints, { detailLevel = 0 } = {}) {
      const asked = ask(code, cursorCodepoints);
      if (asked === null) return { kind: "none" };
      const { scanned, cursorUtf16 } = asked;
      const expression = expressionAt(scanned, cursorUtf16);
      const [typed, value] = await Promise.all([
        types === undefined ? null : soon(typedTextAt(types, asked), null),
        expression === null || expression === "" ? null : soon(live.describe(expression), null),
      ]);
      const maker = detailLevel > 0 && expression !== null ? types?.makerOf(expression) : null;
      return inspectionOf({ expression, typed, value, maker: maker ?? null });
    },
    forget: () => types?.forget(),
  };
}

/** A question on a cell of TypeScript. */
interface Asked {
  readonly scanned: ScannedCode;
  readonly cursorUtf16: number;
}

/** Null for cells of other kinds. */
function ask(code: string, cursorCodepoints: number): Asked | null {
  const text = readCellText(code);
  if (text.kind !== "typescript") return null;
  return {
    scanned: { code: text.code, tokens: scanTokens(text.code) },
    cursorUtf16: utf16OfCodepoints(code, cursorCodepoints),
  };
}

/** What types say of the word at the cursor; where it is none, of the function that is called. */
async function typedTextAt(
  types: TypeHelp,
  { scanned, cursorUtf16 }: Asked,
): Promise<TypedText | null> {
  const { code } = scanned;
  const word = wordStartAt(scanned, cursorUtf16);
  const ofWord = word === null
    ? null
    : await types.hover({ code, offsetUtf16: word, deadlineMs: ANSWER_MS });
  return ofWord ?? await types.signature({ code, offsetUtf16: cursorUtf16, deadlineMs: ANSWER_MS });
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

/** Names, and the part of the code that each would replace. */
interface FoundNames {
  readonly names: readonly Name[];
  readonly start: number;
  readonly end: number;
}

function completionOf(code: string, { names, start, end }: FoundNames): Completion {
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
  const timer = setTimeout(() => resolve(otherwise), ANSWER_MS);
  try {
    return await Promise.race([answer, late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
