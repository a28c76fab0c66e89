/** Waiting with a limit. */

/** Whether `promise` settled within `timeoutMs`. Leaves no timer behind. */
export async function settlesWithin(
  promise: PromiseLike<unknown>,
  timeoutMs: number,
): Promise<boolean> {
  const { promise: expired, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), timeoutMs);
  try {
    return await Promise.race([promise.then(() => true, () => true), expired]);
  } finally {
    clearTimeout(timer);
  }
}
