/** Adding CPythons from outside: what a signal leaves behind, and the distribution's own packages in earnest. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { findProgram } from "../../probes/interpreters/add/tool.ts";
import { type FakeMachine, fakeMachine, FREE_UV } from "../support/fake_machine.ts";
import { runOutside, spawnCli } from "../support/probe_cli.ts";
import { assertGone, pidWritten } from "../support/processes.ts";
import { isMatrix, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";

/** Writes some of what it fetches, and then hangs until the file "calm" is there. */
const HANGING_UV = `[ -e "@/calm" ] || { mkdir -p "$UV_PYTHON_INSTALL_DIR/.temp/half"
echo $$ > "@/pid"; exec sleep 600; }\n${FREE_UV["uv"]}`;

/** Deno's own cache would move along with XDG_CACHE_HOME, and be filled anew from the network. */
const DENO_DIR = denoDir();

function denoDir(): string {
  const { stdout } = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).outputSync();
  const [, folder] = /"denoDir": "([^"]*)"/.exec(new TextDecoder().decode(stdout)) ?? [];
  if (folder === undefined) throw new TypeError("Cannot find Deno's cache: deno info names none");
  return folder;
}

/** Nothing of this is what the checkout's kernels are to let their cells run. */
const UNLISTED = { PROBEBOOK_PYTHONS_ONLY: "1" };

function environmentOf({ world }: FakeMachine): Record<string, string> {
  return { ...world.environment, ...UNLISTED, DENO_DIR };
}

function hangingMachine(): FakeMachine {
  return fakeMachine({ programs: { ...FREE_UV, uv: HANGING_UV } });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.test(`interpreters add ends its programs at ${signal} and leaves nothing`, async () => {
    using machine = hangingMachine();
    const cli = spawnCli(["interpreters", "add", "3.14t"], environmentOf(machine));
    const finished = cli.output();
    const pid = await pidWritten(machine.folder.at("pid"));
    Deno.kill(-cli.pid, signal);
    const { code, stderr } = await finished;
    await assertGone(pid);
    assertStringIncludes(new TextDecoder().decode(stderr), "Stopped: 3.14t is not added");
    assertEquals([code, machine.kept()], [130, [".lock"]]);
  });
}

Deno.test("interpreters add that was killed is made up for by the next one", async () => {
  using machine = hangingMachine();
  const cli = spawnCli(["interpreters", "add", "3.14t"], environmentOf(machine));
  const finished = cli.output();
  const pid = await pidWritten(machine.folder.at("pid"));
  // Nobody is left to end what was started, so the test does.
  for (const number of [cli.pid, Number(pid)]) Deno.kill(number, "SIGKILL");
  await finished;
  assertEquals(machine.kept(), [".lock", ".making-uv-3.14t"]);
  Deno.writeTextFileSync(machine.folder.at("calm"), "");
  const { code, out } = await runOutside(["interpreters", "add", "3.14t"], environmentOf(machine));
  assertEquals([code, machine.kept()], [0, [".lock", "uv-3.14t"]]);
  assertMatch(out, /^Added uv-3\.14t in /);
});

const apt = findProgram("apt-get", { PATH: Deno.env.get("PATH") ?? "" });
const missing = !isMatrix()
  ? "it fetches 30 MB, part of test:all"
  : apt === null
  ? "no apt-get"
  : null;

/** Spawned children start the program anew, under the name that it gives itself. */
const CHILDREN = `import multiprocessing, sys
if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.apply(len, [sys.executable]) == len(sys.executable))`;

testUnless(missing, {
  name: "interpreters add 3.14 --from debian gives a CPython that measures and starts others",
  async fn() {
    const cache = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "probebook_add_" }));
    const env = { ...UNLISTED, XDG_CACHE_HOME: cache, DENO_DIR };
    try {
      const added = await runOutside(["interpreters", "add", "3.14", "--from", "debian"], env);
      if (added.code !== 0 && /cannot reach what it fetches from/.test(added.err)) {
        say(`not tried, there is no network: ${added.err}`);
        return;
      }
      assertEquals(added.code, 0, added.err);
      const [, program = ""] = /MB: (\/.*)$/m.exec(added.out) ?? [];
      assert(program.startsWith(`${cache}/probebook/pythons/debian-3.14/`), added.out);
      const run = ["probe", "run", "tight_loop", "--python", program, "--rounds", "1", "--json"];
      const measured = await runOutside(run, env);
      assertEquals(measured.code, 0, measured.err);
      const script = `${cache}/children.py`;
      Deno.writeTextFileSync(script, CHILDREN);
      const children = await new Deno.Command(program, { args: [script] }).output();
      assertEquals(new TextDecoder().decode(children.stdout), "True\n");
      const removed = await runOutside(["interpreters", "remove", "debian-3.14"], env);
      assertEquals(removed.code, 0, removed.err);
      const left = [...Deno.readDirSync(`${cache}/probebook/pythons`)].map(({ name }) => name);
      assertEquals(left, [".lock"]);
    } finally {
      Deno.removeSync(cache, { recursive: true });
    }
  },
});
