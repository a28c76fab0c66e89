/** Tests of reading how busy a machine is without a process. */
import { assert, assertEquals } from "@std/assert";
import { fakeLoad } from "../../tests/support/fake_metadata.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { isUnknown, readLoad } from "./load.ts";
import type { MachineLoad } from "./reading.ts";

type Files = Readonly<Record<string, string>>;

const STAT = "cpu  10 20 30 40 50 60 70 80 90 100\ncpu0 1 2 3 4 5 6 7 8 9 10\n";

const CASES: [name: string, files: Files, expected: Partial<MachineLoad>][] = [
  ["nothing", {}, {}],
  ["the load", { "/proc/loadavg": "0.50 1.25 2.00 1/200 4242\n" }, {
    loadAverage: [0.5, 1.25, 2],
  }],
  ["ticks without those of guests", { "/proc/stat": STAT }, { totalTicks: 360, stealTicks: 80 }],
  ["an old kernel without steal", { "/proc/stat": "cpu  10 20 30 40\n" }, {}],
  ["pressure", {
    "/proc/pressure/cpu":
      "some avg10=21.60 avg60=20.63 avg300=19.21 total=6250\nfull avg10=0.00 total=7\n",
  }, { waitingUs: 6250 }],
  ["a group of version 2", {
    "/proc/self/cgroup": "0::/user.slice/x\n",
    "/sys/fs/cgroup/user.slice/x/cpu.stat": "usage_usec 9\nnr_throttled 3\nthrottled_usec 1500\n",
  }, { throttledCount: 3, throttledUs: 1500 }],
  ["a group of version 1", {
    "/proc/self/cgroup": "5:memory:/m\n1:cpu,cpuacct:/\n",
    "/sys/fs/cgroup/cpu/cpu.stat": "nr_periods 0\nnr_throttled 2\nthrottled_time 2500999\n",
  }, { throttledCount: 2, throttledUs: 2500 }],
  ["a group whose own folder is elsewhere", {
    "/proc/self/cgroup": "0::/outside\n",
    "/sys/fs/cgroup/cpu.stat": "nr_throttled 1\nthrottled_usec 7\n",
  }, { throttledCount: 1, throttledUs: 7 }],
  ["frequency and temperature", {
    "/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq": "2400000\n",
    "/sys/class/thermal/thermal_zone0/temp": "45500\n",
  }, { frequencyMhz: 2400, temperatureC: 45.5 }],
  ["files that make no sense", {
    "/proc/loadavg": "busy",
    "/proc/stat": "cpu one two three four five six seven eight",
    "/proc/pressure/cpu": "some total=many",
    "/proc/self/cgroup": "0::/\n",
    "/sys/fs/cgroup/cpu.stat": "nr_throttled -1\nthrottled_usec\n",
    "/sys/class/thermal/thermal_zone0/temp": "\n",
  }, {}],
];

for (const [name, files, expected] of CASES) {
  Deno.test(`readLoad() reads ${name}`, () => {
    const load = readLoad((path) => files[path] ?? null);
    assertEquals(load, fakeLoad(expected));
    assertEquals(isUnknown(load), Object.keys(expected).length === 0);
  });
}

testUnless(Deno.build.os === "linux" ? null : "no /proc", {
  name: "readLoad() reads this machine, whose ticks grow",
  fn() {
    const [before, after] = [readLoad(), readLoad()];
    assertEquals(before.loadAverage?.length, 3);
    assert((after.totalTicks ?? 0) >= (before.totalTicks ?? Infinity));
  },
});
