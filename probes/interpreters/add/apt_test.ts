/** Tests of what is told to apt, and of reading its plan. */
import { assertEquals, assertMatch } from "@std/assert";
import { privateSettings, readPlan } from "./apt.ts";

Deno.test("readPlan() names the files as apt does", () => {
  const output = `Reading package lists...
Inst gcc-16-base (16.2.0-4 Debian:unstable [amd64])
Inst libc6 (2.43-7 Debian:unstable [amd64]) []
Inst zlib1g (1:1.3.dfsg+really1.3.2-4 Debian:unstable [amd64])
Inst tzdata [2025b-1] (2026f-1 Debian:unstable, Debian:testing [all])
Conf libc6 (2.43-7 Debian:unstable [amd64])`;
  assertEquals(readPlan(output, "/a").map(({ name, path }) => [name, path]), [
    ["gcc-16-base", "/a/gcc-16-base_16.2.0-4_amd64.deb"],
    ["libc6", "/a/libc6_2.43-7_amd64.deb"],
    ["zlib1g", "/a/zlib1g_1%3a1.3.dfsg+really1.3.2-4_amd64.deb"],
    ["tzdata", "/a/tzdata_2026f-1_all.deb"],
  ]);
});

Deno.test("privateSettings() keeps how the machine fetches, and none of its hooks", () => {
  const dump = `APT "";
APT::Architecture "arm64";
APT::Update::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";
DPkg::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";
Dir::State "var/lib/apt";
Acquire "";
Acquire::http::Proxy "http://proxy.example:3128";
Acquire::https::CaInfo "/etc/ssl/own.pem";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "true";
Acquire::Retries "3";`;
  const kept = privateSettings(dump, "/own").split("\n").filter((line) => dump.includes(line));
  assertEquals(kept.filter((line) => line !== ""), [
    'APT::Architecture "arm64";',
    'Acquire::http::Proxy "http://proxy.example:3128";',
    'Acquire::https::CaInfo "/etc/ssl/own.pem";',
  ]);
  assertMatch(privateSettings(dump, "/own"), /^Dir::State "\/own";$/m);
});
