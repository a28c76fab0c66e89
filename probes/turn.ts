/** One process at a time: measurements that run side by side take turns, and drawing belongs to a turn. */

let last: Promise<void> = Promise.resolve();

/** Waits until nobody else measures or draws; an abort ends the waiting and gives a turn of nobody's. */
export async function takeTurn(signal: AbortSignal): Promise<Disposable> {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const before = last;
  last = before.then(() => over);
  await Promise.race([before, aborted(signal)]);
  return { [Symbol.dispose]: end };
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  else signal.addEventListener("abort", () => resolve(), { once: true });
  return promise;
}
