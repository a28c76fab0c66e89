/** How busy the machine was while something was timed. */

/** The load average of one minute, over all looks. */
export interface Load {
  readonly first: number;
  readonly median: number;
  readonly max: number;
}

/** Looks at the load now and then. */
export interface LoadWatch {
  look(): void;
  report(): Load;
}

/** Makes a watch, which looks at once; `load` says the load of this moment. */
export function createLoadWatch(load: () => number): LoadWatch {
  const looks = [load()];
  return {
    look: () => void looks.push(load()),
    report() {
      const sorted = looks.toSorted((a, b) => a - b);
      const [first = 0] = looks;
      return {
        first,
        median: sorted[Math.floor(sorted.length / 2)] ?? first,
        max: sorted.at(-1) ?? first,
      };
    },
  };
}
