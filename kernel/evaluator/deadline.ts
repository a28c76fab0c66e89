/** Waiting with a limit. */

/** What came of a wait. */
export type Waited<T> = { kind: "settled"; value: T } | { kind: "late" };

/** Waits for a promise, at most so long; leaves no timer behind. */
export async function within<T>(timeMs: number, promise: Promise<T>): Promise<Waited<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Waited<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "late" }), timeMs);
  });
  try {
    return await Promise.race([
      promise.then((value): Waited<T> => ({ kind: "settled", value })),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
