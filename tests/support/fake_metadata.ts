/** What is kept beside a session, made up. For tests. */

import type { MachineLoad, ProgramFacts, SessionMetadata } from "../../probes/mod.ts";

/** A machine that tells nothing of how busy it is, with changes. */
export function fakeLoad(changes: Partial<MachineLoad> = {}): MachineLoad {
  return {
    loadAverage: null,
    totalTicks: null,
    stealTicks: null,
    waitingUs: null,
    throttledCount: null,
    throttledUs: null,
    frequencyMhz: null,
    temperatureC: null,
    ...changes,
  };
}

/** Two rounds of one program on a machine that was not known. */
export function fakeMetadata(changes: Partial<ProgramFacts> = {}): SessionMetadata {
  return {
    machine: { kind: "unavailable", reason: "nobody asked" },
    moments: [1, 2].map((rounds) => ({
      rounds,
      at: `2026-11-21T10:00:0${rounds}Z`,
      load: fakeLoad({ loadAverage: [rounds / 2, 1, 1], frequencyMhz: 2000 + rounds }),
    })),
    programs: [{
      arm: "a",
      executable: "/usr/bin/python3",
      sha256: "ab".repeat(32),
      fileBytes: 17_600,
      changedAt: "2026-11-01T00:00:00.000Z",
      banner: "3.14.0 (main, Jan 1 2026, 00:00:00) [GCC 12.2.0]",
      configArgs: "",
      cflags: null,
      isDebug: false,
      buildDate: "Jan 1 2026 00:00:00",
      ...changes,
    }],
    script: "cd".repeat(32),
  };
}
