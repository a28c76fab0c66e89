/** A kernel's Stop for work that starts processes: they lead groups of their own, which SIGINT does not reach. */

/** Does something whose signal is aborted by SIGINT. */
export async function untilStopped<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  Deno.addSignalListener("SIGINT", stop);
  try {
    return await work(stopping.signal);
  } finally {
    Deno.removeSignalListener("SIGINT", stop);
  }
}
