/** Counts verdicts of comparisons whose truth is known. */

/** One comparison, as much of it as is counted. */
export interface Tried {
  /** The true ratio; 1 for a loop against itself. */
  readonly truth: number;
  readonly verdict: string | null;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly rounds: number;
  readonly seconds: number;
  readonly flags: readonly string[];
}

/** What all comparisons of one truth amount to. */
export interface Tally {
  readonly truth: number;
  readonly tries: number;
  /** How often each verdict was given. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** A difference where there is none, or its direction turned round. */
  readonly wrong: number;
  /** A difference that was not called one. */
  readonly missed: number;
  /** Intervals that hold the truth. */
  readonly covered: number;
  /** Half the interval, as a share of the ratio: the middle one. */
  readonly halfWidth: number | null;
  /** Distance of the ratio from the truth, as a share: the middle one. */
  readonly error: number | null;
  readonly rounds: number | null;
  readonly seconds: number | null;
  /** In how many comparisons each flag was raised. */
  readonly flags: Readonly<Record<string, number>>;
}

/** Sums up, one entry a truth, in the order in which they first came. */
export function tally(tried: readonly Tried[]): Tally[] {
  return [...new Set(tried.map(({ truth }) => truth))].map((truth) => {
    const own = tried.filter((one) => one.truth === truth);
    return {
      truth,
      tries: own.length,
      verdicts: counts(own.map(({ verdict }) => verdict ?? "none")),
      wrong: own.filter(isWrong).length,
      missed: own.filter((one) => truth !== 1 && one.verdict !== trueVerdict(truth)).length,
      covered: own.filter(({ low, high }) => isWithin(truth, low, high)).length,
      halfWidth: middle(own.flatMap(({ low, high }) => halfWidth(low, high))),
      error: middle(
        own.flatMap(({ ratio }) => ratio === null ? [] : [Math.abs(ratio / truth - 1)]),
      ),
      rounds: middle(own.map(({ rounds }) => rounds)),
      seconds: middle(own.map(({ seconds }) => seconds)),
      flags: counts(own.flatMap(({ flags }) => [...new Set(flags)])),
    };
  });
}

/** One paragraph a truth. */
export function tallyText(tallies: readonly Tally[]): string {
  return tallies.map((one) => {
    const what = one.truth === 1 ? "A/A" : percent(one.truth - 1, true);
    const mistakes = one.truth === 1
      ? `called a difference: ${one.wrong}`
      : `missed: ${one.missed}, of these the wrong way: ${one.wrong}`;
    return [
      `${what}, ${one.tries} tries: ${mistakes}; the interval holds the truth in ${one.covered}`,
      `  verdicts: ${listText(one.verdicts)}`,
      `  middle ones: half width ${percent(one.halfWidth)}, error ${percent(one.error)}, ` +
      `${one.rounds ?? "–"} rounds, ${one.seconds?.toFixed(1) ?? "–"} s`,
      `  flags: ${listText(one.flags)}`,
    ].join("\n");
  }).join("\n");
}

function trueVerdict(truth: number): string {
  return truth > 1 ? "slower" : "faster";
}

function isWrong({ truth, verdict }: Tried): boolean {
  const isDifference = verdict === "faster" || verdict === "slower";
  return isDifference && (truth === 1 || verdict !== trueVerdict(truth));
}

function isWithin(truth: number, low: number | null, high: number | null): boolean {
  return low !== null && high !== null && low <= truth && truth <= high;
}

function halfWidth(low: number | null, high: number | null): number[] {
  return low === null || high === null ? [] : [Math.sqrt(high / low) - 1];
}

function counts(texts: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const text of texts) found[text] = (found[text] ?? 0) + 1;
  return found;
}

function middle(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

function listText(found: Readonly<Record<string, number>>): string {
  const texts = Object.entries(found).sort(([, left], [, right]) => right - left)
    .map(([text, count]) => `${text} ${count}`);
  return texts.length === 0 ? "none" : texts.join(", ");
}

function percent(share: number | null, isSigned = false): string {
  if (share === null) return "–";
  return `${isSigned && share > 0 ? "+" : ""}${Number((share * 100).toPrecision(3))} %`;
}
