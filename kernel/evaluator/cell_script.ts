/** A cell of whatever kind as the script that runs it. */

import { type CellText, hintOnMisplacedHead, readCellText } from "../cell_text/mod.ts";
import type { CommDelivery, Completeness } from "./port.ts";
import type { Child } from "./process.ts";
import type { PlaceMap } from "./runtime_contract.ts";
import {
  type CellContext,
  completeness,
  transpileCell,
  type Transpiled,
  type TranspiledScript,
} from "./source/mod.ts";
import { createLineTable, splitLines } from "./source/text_position.ts";
import { describeSyntaxError } from "./source/traceback.ts";

/** A cell of another kind than TypeScript that can run. */
type ForeignText = Exclude<CellText, { kind: "typescript" } | { kind: "invalid" }>;

/** A script whose places are known without looking at its tokens. */
export interface ForeignScript extends TranspiledScript {
  readonly places: PlaceMap;
}

/** What the script has to know besides the text. */
export interface CellScriptOptions {
  readonly context: CellContext & { readonly constants: Set<string> };
  /** Whether one of the names means something: `!done` is TypeScript where `done` does. */
  readonly isAnyKnown: (names: readonly string[]) => Promise<boolean>;
}

/** Makes the script, or says why there is none. Never rejects. */
export async function cellScript(
  source: string,
  options: CellScriptOptions,
): Promise<Transpiled | ForeignScript> {
  const { context, isAnyKnown } = options;
  const { cellName } = context;
  const asTypeScript = async (code: string) =>
    withHint(await transpileCell(code, { ...context, canHandOver: true }), source);
  const text = readCellText(source);
  switch (text.kind) {
    case "typescript":
      return await asTypeScript(text.code);
    case "invalid": {
      const { message, offsetUtf16: offset } = text;
      return { kind: "invalid", ...describeSyntaxError(message, { cellName, source, offset }) };
    }
    case "command": {
      const { unlessKnown } = text;
      if (unlessKnown.length > 0 && await isAnyKnown(unlessKnown)) {
        return await asTypeScript(source);
      }
      return foreignScript(text, { ...context, source });
    }
    case "python":
    case "writefile":
      return foreignScript(text, { ...context, source });
  }
}

/** Says more of an error on a line that somebody meant as a head or a command. */
function withHint(script: Transpiled, source: string): Transpiled {
  if (script.kind === "script") return script;
  const [, line] = /:(\d+):\d+\)$/.exec(script.message) ?? [];
  const hint = hintOnMisplacedHead(splitLines(source)[Number(line) - 1] ?? "");
  return hint === null ? script : { ...script, traceback: [...script.traceback, hintText(hint)] };
}

/** The same for a line that is TypeScript, as `!ls -la` is, and asks for a name that there is not. */
export function hintOnMissing(
  { name, message }: { readonly name: string; readonly message: string },
  source: string,
): string[] {
  const [, missing] = name === "ReferenceError" ? /^(\S+) is not defined$/.exec(message) ?? [] : [];
  if (missing === undefined) return [];
  if (missing === "React" && source.includes("<")) return [hintText(JSX_HINT)];
  const lines = splitLines(source);
  const isAssigned = new RegExp(`=\\s*!${RegExp.escape(missing)}(?![\\w$.(\\[])`);
  if (lines.some((text) => isAssigned.test(text))) return [hintText(OUTPUT_HINT)];
  // Only where nothing stands above it: further below it is a "not" in a block.
  const top = lines.find((text) => text.trim() !== "") ?? "";
  const [, spoilt = ""] = /^(?:\s+!|!\s+|!!+)(\S.*)$/.exec(top) ?? [];
  if (spoilt.startsWith(missing) && hintOnMisplacedHead(`!${spoilt}`) !== null) {
    return [hintText(EDGE_HINT)];
  }
  const line = lines.find((text) => text.startsWith(`!${missing}`));
  const hint = line === undefined ? null : hintOnMisplacedHead(line);
  return hint === null ? [] : [hintText(hint)];
}

const JSX_HINT =
  "an element is a call of React.createElement(), unless a comment such as /** @jsx h */ in the " +
  'cell or "jsxFactory" in deno.json names another function';

const OUTPUT_HINT =
  "a command gives no value: new Deno.Command(…).output() runs a program and gives what it prints";

const EDGE_HINT = 'a command begins with one "!" at the left edge, in a cell of its own';

function hintText(hint: string): string {
  return `Note that ${hint}`;
}

/** Whether more lines are wanted before a cell of whatever kind can run. */
export function cellCompleteness(source: string): Completeness {
  const text = readCellText(source);
  switch (text.kind) {
    case "typescript":
      return completeness(text.code);
    case "invalid":
      return { status: "invalid" };
    case "command":
      if (text.unlessKnown.length > 0) return completeness(source);
      return /\\\s*$/.test(source) ? { status: "incomplete", indent: "" } : { status: "complete" };
    case "python":
    case "writefile": {
      // As IPython has it: nobody else knows whether a script goes on.
      const lines = splitLines(source.trimStart());
      const last = lines.at(-1) ?? "";
      if (lines.length > 1 && last.trim() === "") return { status: "complete" };
      const step = text.kind === "python" && last.trimEnd().endsWith(":") ? "    " : "";
      return { status: "incomplete", indent: (/^[ \t]*/.exec(last)?.[0] ?? "") + step };
    }
  }
}

/** Whether one of the names means something to cells; one that is being declared does. */
export async function isAnyKnown(
  { cdp, ended }: Child,
  { names, clear }: {
    readonly names: readonly string[];
    readonly clear: () => Promise<void> | null;
  },
): Promise<boolean> {
  await clear();
  const tests = names.map((name) => `typeof ${name} !== "undefined"`);
  const expression = `(() => { try { return ${tests.join(" || ")}; } catch { return true; } })()`;
  const asked = cdp.call("Runtime.evaluate", { expression, silent: true });
  const answer = await Promise.race([asked, ended.then(() => null)]);
  return answer?.kind === "value" && answer.value.value === true;
}

/** All that goes wrong in it goes wrong at the cell's head, or at its command. */
function foreignScript(
  text: ForeignText,
  { cellName, source, constants }: CellScriptOptions["context"] & { readonly source: string },
): ForeignScript {
  const call = (part: ForeignText) =>
    `await __probebook.foreign(${JSON.stringify(part)}, ${JSON.stringify(cellName)});`;
  const calls = text.kind === "command"
    ? text.commands.map((command) => call({ ...text, commands: [command] }))
    : [call(text)];
  const name = text.kind === "python" ? text.asName : null;
  if (name !== null) constants.add(name);
  const lines = createLineTable(source);
  const places = offsetsOf(text, source).map((offset) => lines.positionAt(offset));
  return {
    kind: "script",
    code: name === null ? calls.join("\n") : `let ${name} = ${calls.join("\n")}`,
    opening: "",
    isHandedOver: true,
    source,
    original: (line0) => places[line0] ?? null,
    places: Object.fromEntries(
      places.map(({ line, column }, index) => [index, [[0, line, column]]]),
    ),
  };
}

/** Where the head stands, or each of the commands. */
function offsetsOf(text: ForeignText, source: string): number[] {
  if (text.kind === "command") return text.commands.map(({ offsetUtf16 }) => offsetUtf16);
  return [source.indexOf("%%")];
}

/** Calls the callbacks that a front end's message concerns. No place of it is anybody's cell. */
export function deliveryScript(delivery: CommDelivery): TranspiledScript {
  const json = JSON.stringify(JSON.stringify(delivery));
  return {
    kind: "script",
    code: `await __probebook.awaiting(__probebook.deliver(${json}));`,
    opening: "",
    isHandedOver: true,
    source: "",
    original: () => null,
  };
}
