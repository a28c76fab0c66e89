/** One process at a time: measurements that run side by side take turns, round by round, and drawing belongs to a turn. */

let last: Promise<void> = Promise.resolve();

/** Waits until nobody else measures or draws; an abort ends the waiting and gives a turn of nobody's. */
export async function takeTurn(signal: AbortSignal): Promise<Disposable> {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const before = last;
  last = before.then(() => over);
  const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
  const onAbort = () => abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", onAbort);
  await Promise.race([before, aborted]);
  signal.removeEventListener("abort", onAbort);
  return { [Symbol.dispose]: end };
}
