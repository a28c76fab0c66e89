/** What is known of sentences that touch a record: patterns as data, and what settles them. */

import type { ProbeName } from "../../../probes/mod.ts";
import { parseTerm, type Term } from "./term.ts";

/** What may be said of a sentence that touches a record. */
export type SentenceVerdict = "true" | "partly" | "false" | "outdated";

/** A record's patterns as they are written. */
export interface RecordPatterns {
  /** Id of the record, for example `L2-S3-02`. */
  readonly record: string;
  /** What holds, in one sentence. */
  readonly fact: string;
  /** What settles it: a probe, or where to look. */
  readonly settledBy: { readonly probe: ProbeName } | { readonly look: string };
  /** Each `verdict: term + term`, in the notation of `term.ts`; the first term is what the sentence is about. */
  readonly forms: readonly string[];
}

/** One form of a statement, ready to be matched. */
export interface Form {
  readonly record: string;
  readonly verdict: SentenceVerdict;
  readonly terms: readonly Term[];
}

const FORM = /^(true|partly|false|outdated): (.+)$/;

/** Takes the forms of a record apart. */
export function formsOf({ record, forms }: RecordPatterns): Form[] {
  return forms.map((form) => {
    const match = FORM.exec(form);
    const verdict = VERDICTS.find((one) => one === match?.[1]);
    if (verdict === undefined) {
      throw new SyntaxError(`Cannot read the form "${form}" of ${record}: it has no verdict`);
    }
    return { record, verdict, terms: (match?.[2] ?? "").split(" + ").map(parseTerm) };
  });
}

const VERDICTS: readonly SentenceVerdict[] = ["true", "partly", "false", "outdated"];
