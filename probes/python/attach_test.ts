/** Tests of the probes of attaching: what works, and what each switch turns off, on every CPython. */
import { assert, assertEquals } from "@std/assert";
import { type Facts, run, testFacts, values } from "../../tests/support/probe_scripts.ts";

const OFF = { PYTHON_DISABLE_REMOTE_DEBUG: "1" };

const FACTS: Facts = [
  ["remote_attach.py runs code in another process as often as it is asked to", async (python) => {
    const seen = await run(python, { probe: "remote_attach", params: { tries: 3 } });
    if (python.remoteAttach === "absent") {
      assertEquals(seen.unavailable?.remedy, "uv python install 3.14");
      return;
    }
    // A system may forbid what CPython allows.
    const isForbidden = seen.reduced["attach"] === "refused";
    assertEquals(seen.reduced["attach"], isForbidden ? "refused" : "works");
    const [latency] = seen.events;
    assertEquals(latency?.durationNs.length, isForbidden ? 0 : 3);
    assert(isForbidden || latency?.durationNs.every((ns) => ns > 0));
  }],
  ["remote_attach.py says that it is switched off, and then has no time", async (python) => {
    if (python.remoteAttach === "absent") return;
    const { reduced } = await values(python, { probe: "remote_attach", env: OFF });
    assertEquals(reduced, { median: null, first: null, attach: "off" });
  }],
  ["attach_cost.py says whether this very process can be attached to", async (python) => {
    const plain = await values(python, { probe: "attach_cost" });
    assertEquals(plain.reduced["attach"], python.remoteAttach);
    const off = await values(python, { probe: "attach_cost", env: OFF });
    assertEquals(off.reduced["attach"], python.remoteAttach === "absent" ? "absent" : "off");
  }],
];

testFacts(FACTS);
