/** The kernel of a headless run: replaced when it no longer answers, ended with the run. */

/** What a headless run needs of a kernel; `openKernel()` of the kernel room gives one. */
export interface CellKernel extends AsyncDisposable {
  readonly languageInfo: Readonly<Record<string, unknown>>;
  execute(
    code: string,
    options: { onMessage: (message: CellMessage) => void },
  ): Promise<CellOutcome>;
  /** Stops the running cell; variables are kept. */
  interrupt(): Promise<void>;
}

/** One iopub message of a cell. */
export interface CellMessage {
  readonly messageType: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** How one cell ended, in the words of `execute_reply`. */
export interface CellOutcome {
  readonly status: "ok" | "error" | "aborted";
  readonly executionCount: number;
  readonly error?: { ename: string; evalue: string; traceback: string[] };
}

/** Longest start of a kernel: it takes a tenth of a second when nothing else runs. */
const START_MS_MAX = 60_000;

/** Longest end of a kernel before the run goes on without waiting for it. */
const END_MS_MAX = 10_000;

/** At most one kernel at a time, opened when it is first asked for. */
export class KernelSlot implements AsyncDisposable {
  readonly #open: () => Promise<CellKernel>;
  #kernel: CellKernel | null = null;

  constructor(open: () => Promise<CellKernel>) {
    this.#open = open;
  }

  /** The kernel that runs, or a new one. Rejects when none starts. */
  async get(): Promise<CellKernel> {
    if (this.#kernel !== null) return this.#kernel;
    const opening = this.#open();
    const kernel = await within(opening, START_MS_MAX);
    if (kernel === LATE) {
      // One that comes up after all must not stay behind.
      opening.then((late) => late[Symbol.asyncDispose]()).catch(() => {});
      throw new Error(`Cannot start the kernel: no answer within ${START_MS_MAX / 1000} s`);
    }
    this.#kernel = kernel;
    return kernel;
  }

  /** Ends the kernel that runs; the next `get()` starts another. */
  async drop(): Promise<void> {
    const kernel = this.#kernel;
    this.#kernel = null;
    if (kernel === null) return;
    // Its end cannot fail in a way that matters: nobody will use it again.
    const ended = Promise.resolve(kernel[Symbol.asyncDispose]()).catch(() => {});
    await within(ended, END_MS_MAX);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.drop();
  }
}

/** What `within()` gives when the time is over. */
export const LATE: unique symbol = Symbol("late");

/** The value of a promise, or `LATE` when it takes longer or `signal` is aborted. */
export async function within<T>(
  promise: Promise<T>,
  limitMs: number,
  { signal }: { signal?: AbortSignal } = {},
): Promise<T | typeof LATE> {
  const { promise: late, resolve } = Promise.withResolvers<typeof LATE>();
  const giveUp = () => resolve(LATE);
  const timer = setTimeout(giveUp, limitMs);
  if (signal?.aborted) giveUp();
  signal?.addEventListener("abort", giveUp);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}
