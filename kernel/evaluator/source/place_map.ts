/**
 * Where the places of a script came from, as plain data: what the child process needs in order to
 * name places in the stacks that a cell prints.
 */

import type { PlaceMap } from "../runtime_contract.ts";
import { splitLines, type TextPosition } from "./text_position.ts";

/** A script and its origin; see `TranspiledScript`. */
export interface MappedScript {
  readonly code: string;
  readonly source: string;
  original(line0: number, column0: number): TextPosition | null;
}

/** Places of one cell; lines beyond that are mapped by their first place. Chosen. */
const PLACES_MAX = 20_000;

// V8 names the places where tokens begin.
const TOKEN = /[\p{ID_Continue}$]+|[^\p{ID_Continue}$\s]/gu;

/**
 * Makes the map. It has nothing on lines that are as they were written; the line behind the script,
 * which ends the cell, has no places.
 */
export function createPlaceMap({ code, source, original }: MappedScript): PlaceMap {
  const lines = splitLines(code);
  const map: Record<number, [number, number, number][]> = { [lines.length]: [] };
  if (code === source) return map;
  const written = splitLines(source);
  let placesLeft = PLACES_MAX;
  for (const [line, text] of lines.entries()) {
    const start = original(line, 0);
    // Lines of a compiler's own, of which there may be hundreds.
    if (start === null && original(line, text.length) === null) {
      map[line] = [];
      continue;
    }
    const isMoved = text !== written[line] || start?.line !== line || start.column !== 0;
    if (!isMoved) continue;
    const places = placesOf({ line, text, original, countMax: Math.max(1, placesLeft) });
    placesLeft -= places.length;
    if (!isUnmoved(places, line)) map[line] = places;
  }
  return map;
}

function placesOf(
  { line, text, original, countMax }: {
    readonly line: number;
    readonly text: string;
    readonly original: MappedScript["original"];
    readonly countMax: number;
  },
): [number, number, number][] {
  const places: [number, number, number][] = [];
  let shift = NaN;
  let lastLine = NaN;
  for (const { index } of text.matchAll(TOKEN)) {
    const place = original(line, index);
    if (place === null || (place.line === lastLine && place.column - index === shift)) continue;
    lastLine = place.line;
    shift = place.column - index;
    places.push([index, place.line, place.column]);
    if (places.length === countMax) break;
  }
  return places;
}

/** Replaced by as much text: `const` by `let`, for example. */
function isUnmoved(places: readonly [number, number, number][], line0: number): boolean {
  return places.every(([column, line, originalColumn]) =>
    line === line0 && column === originalColumn
  );
}
