/** What is known of the thing at the cursor: its type and documentation, its value, its source. */

import type { KnownCell, TypedText } from "./type_service.ts";

/** What is known of the thing at the cursor, by MIME type. */
export type Inspection =
  | { kind: "found"; data: Record<string, string> }
  | { kind: "none" };

/** What several sources say of one thing. */
export interface KnownThing {
  /** The expression as it stands in the code; null where it may not be evaluated. */
  readonly expression: string | null;
  readonly typed: TypedText | null;
  /** The running program's text on the value. */
  readonly value: string | null;
  /** The cell that declares it, when its source was asked for. */
  readonly maker: KnownCell | null;
}

/** Longest source that is shown. Chosen: more than a screen. */
const SOURCE_LENGTH_MAX = 4000;

/** Puts it together, in Markdown where types know something, and always as plain text. */
export function inspectionOf({ expression, typed, value, maker }: KnownThing): Inspection {
  const text = value === null ? null : tidy(value);
  // Types tell more of a function than its head.
  const shown = text !== null && typed !== null && isFunctionHead(text) ? null : text;
  if (typed === null && shown === null) return { kind: "none" };
  const source = maker === null ? null : maker.code.slice(0, SOURCE_LENGTH_MAX).trim();
  const plain = [
    typed?.plain,
    shown === null ? null : `${expression}: ${shown}`,
    source === null ? null : `In ${maker?.name}:\n${source}`,
  ];
  const markdown = [
    typed?.markdown,
    shown === null ? null : `Value: ${codeOf(shown)}`,
    source === null ? null : `In ${maker?.name}:\n\n${FENCE}ts\n${source}\n${FENCE}`,
  ];
  return {
    kind: "found",
    data: {
      "text/plain": joined(plain),
      ...(typed === null ? {} : { "text/markdown": joined(markdown) }),
    },
  };
}

const FENCE = "```";

function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => typeof part === "string" && part !== "").join("\n\n");
}

/** A line of code; more ticks around it than in it. */
function codeOf(text: string): string {
  const ticks = text.match(/`+/g)?.reduce((most, run) => run.length > most.length ? run : most) ??
    "";
  const line = text.replace(/\s*\n\s*/g, " ");
  return ticks === "" ? `\`${line}\`` : `${ticks}\` ${line} \`${ticks}`;
}

function isFunctionHead(text: string): boolean {
  return /^(?:async\b|function\b|class\b|\(|[\w$]+ *=>|[\w$]+\([^)]*[^\d)])/.test(text);
}

/** Removes the gaps that types leave in the running program's text. */
function tidy(text: string): string {
  return text.replace(/ {2,}/g, " ").replace(/ (?=[,)])/g, "");
}
