/** The benchmarks take minutes: whoever asks what they do gets an answer and no benchmark. */
import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl } from "@std/path";

for (const name of ["main.ts", "probes.ts"]) {
  for (const option of ["--help", "-h"]) {
    Deno.test(`bench/${name} ${option} prints its options and measures nothing`, async () => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", fromFileUrl(new URL(name, import.meta.url)), option],
        stdin: "null",
      }).output();
      const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
      assertEquals([code, err], [0, ""]);
      assertMatch(out ?? "", /^Usage: deno task bench:[^]*--help +prints this\n$/);
    });
  }
}
