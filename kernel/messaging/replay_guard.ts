/** Recognises a signed message that arrives a second time. */

/**
 * Signatures remembered, as many as `jupyter_client` keeps (its digest history size): a recorded
 * message that is older than this could be replayed, which the random key of a kernel bounds.
 */
const SIGNATURES_MAX = 65_536;

/** Tells new signatures from seen ones. */
export interface ReplayGuard {
  /** True the first time; unsigned messages cannot be told apart and are always new. */
  isNew(signature: string): boolean;
}

/** Makes a guard that has seen nothing. */
export function createReplayGuard(signaturesMax = SIGNATURES_MAX): ReplayGuard {
  const seen = new Set<string>();
  return {
    isNew(signature) {
      if (signature === "") return true;
      if (seen.has(signature)) return false;
      seen.add(signature);
      const [oldest] = seen;
      if (seen.size > signaturesMax && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
