/** Options that nobody knows are named at once, together with the one that was probably meant. */

/** Throws a `TypeError` for what is no object, and for the first option that is not among the known ones. */
export function checkOptions(doing: string, given: unknown, known: readonly string[]): void {
  if (!isRecord(given)) {
    throw new TypeError(
      `${doing}: the options are ${shown(given)}, an object with ${
        quoted(known)
      } or some of them is needed`,
    );
  }
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    throw new TypeError(`${doing}: there is no option "${name}", ${nearestName(name, known)}`);
  }
}

/** Throws a `TypeError` where names with values are needed: `Object.entries` would take a text apart into letters. */
export function checkRecord(doing: string, { place, given, example }: {
  readonly place: string;
  readonly given: unknown;
  readonly example: string;
}): void {
  if (given === undefined || isRecord(given)) return;
  throw new TypeError(
    `${doing}: "${place}" is ${shown(given)}, an object such as ${example} is needed`,
  );
}

/** A wrong value as its writer would write it, so that "3" is not taken for 3. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : `${String(value)}`;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** Says which of the known names is nearest, in words that end a sentence. */
export function nearestName(name: string, known: readonly string[]): string {
  const renamed = RENAMED[name];
  if (renamed !== undefined && known.includes(renamed)) return `it is called "${renamed}" now`;
  let nearest: string | null = null;
  let distance = Infinity;
  for (const candidate of known) {
    const steps = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (steps < distance) [nearest, distance] = [candidate, steps];
  }
  return nearest === null ? "it takes none" : `the nearest is "${nearest}"`;
}

/** Whether a name is one of these but for a slip of the keyboard: two letters, or small ones for capitals. */
export function isSlip(name: string, known: readonly string[]): boolean {
  return known.some((candidate) =>
    editDistance(name.toLowerCase(), candidate.toLowerCase()) <= SLIP_STEPS_MAX
  );
}

/** Two letters that changed places are two steps. */
const SLIP_STEPS_MAX = 2;

/** Earlier names that stand in saved notebooks. */
const RENAMED: Readonly<Record<string, string>> = { pythons: "arms" };

/** Fewest letters to insert, remove or replace (Levenshtein), row by row. */
function editDistance(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      const replaced = (above[column - 1] ?? 0) + (isSame ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[right.length] ?? 0;
}
