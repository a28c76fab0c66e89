/** An agent's step whose shares nobody measured: bytecode is a tenth of it. */

import { fakeRunsOf } from "./fake_collector_runs.ts";

/** Three runs: bytecode 9 to 11 %, C functions the rest. */
export const AGENT_SHARES = fakeRunsOf("time_shares", [{
  params: { workload: "agent" },
  values: { bytecode: [9, 10, 11], native: [91, 90, 89] },
}]);
