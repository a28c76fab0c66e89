/** Tests of reading apt's sources: both forms, other people's archives, relatives of Debian. */
import { assertEquals } from "@std/assert";
import { chooseArchive, readSources, readSystem, sourceStanza } from "./sources.ts";

const DEBIAN = { ids: ["debian"], codenames: ["bookworm"] };
const UBUNTU = { ids: ["ubuntu", "debian"], codenames: ["noble"] };

/** The chosen archive in one line: addresses, suites, components. */
function chosen(text: string, fileName: string, system = DEBIAN): string | null {
  const archive = chooseArchive(readSources(text, fileName), system);
  if (archive === null) return null;
  const { entry, suites, components } = archive;
  return [entry.uris, suites, components].map((words) => words.join(" ")).join(" | ");
}

const OWN = "https://mirror.example/debian | unstable stable bookworm | main";

const CASES: [name: string, file: string, text: string, expected: string | null][] = [
  [
    "a stanza",
    "a.sources",
    "Types: deb deb-src\n# a remark\nURIs: https://mirror.example/debian\nSuites: bookworm bookworm-updates\n" +
    "Components: main contrib\nSigned-By: /usr/share/keyrings/a.gpg\n",
    OWN,
  ],
  ["a line", "a.list", "deb https://mirror.example/debian bookworm main non-free\n", OWN],
  [
    "a line with options",
    "a.list",
    "deb [arch=amd64,arm64 signed-by=/k.gpg] https://mirror.example/debian bookworm main # mine\n",
    OWN,
  ],
  [
    "the second of two stanzas",
    "a.sources",
    "Types: deb\nURIs: https://mirror.example/debian-security\nSuites: bookworm-security\nComponents: main\n" +
    "\n\nTypes: deb\nURIs: https://mirror.example/debian\nSuites: bookworm\nComponents: main\n",
    OWN,
  ],
  [
    "the distribution's, and not that of others who name the release too",
    "a.list",
    "deb https://tools.example/apt bookworm main\ndeb https://mirror.example/debian bookworm main\n",
    OWN,
  ],
  [
    "a list of mirrors in a file",
    "a.sources",
    "Types: deb\nURIs: mirror+file:///etc/apt/mirrors/debian.list\nSuites: bookworm\nComponents: main\n",
    "mirror+file:///etc/apt/mirrors/debian.list | unstable stable bookworm | main",
  ],
  [
    "an unstable system",
    "a.list",
    "deb https://mirror.example/debian sid main\n",
    "https://mirror.example/debian | unstable stable sid | main",
  ],
  [
    "an address that says nothing",
    "a.list",
    "deb https://cache.example/os bookworm main\n",
    "https://cache.example/os | unstable stable bookworm | main",
  ],
  [
    "a stanza that is switched off",
    "a.sources",
    "Enabled: no\nTypes: deb\nURIs: https://mirror.example/debian\nSuites: bookworm\nComponents: main\n",
    null,
  ],
  [
    "sources only of programs' texts",
    "a.list",
    "deb-src https://mirror.example/debian sid main",
    null,
  ],
  ["a CD", "a.list", "deb cdrom:[Debian 12]/ bookworm main\n", null],
  ["others only", "a.list", "deb https://tools.example/apt stable-tools main\n", null],
  ["remarks only", "a.list", "# deb https://mirror.example/debian bookworm main\n\n", null],
  ["nothing", "a.sources", "", null],
];

for (const [name, file, text, expected] of CASES) {
  Deno.test(`chooseArchive() chooses from ${name}`, () => {
    assertEquals(chosen(text, file), expected);
  });
}

Deno.test("chooseArchive() knows Ubuntu's releases and components", () => {
  assertEquals(
    chosen("deb https://mirror.example/ubuntu noble main restricted\n", "a.list", UBUNTU),
    "https://mirror.example/ubuntu | devel noble | main universe",
  );
  assertEquals(
    chosen("deb https://cache.example/os noble main\n", "a.list", UBUNTU),
    "https://cache.example/os | devel noble | main universe",
  );
});

Deno.test("sourceStanza() trusts a suite as the machine trusts the archive", () => {
  const key = "Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n";
  const text =
    `Types: deb\nURIs: https://mirror.example/debian\nSuites: bookworm\nComponents: main\n`;
  const archive = chooseArchive(readSources(text + key, "a.sources"), DEBIAN);
  assertEquals(
    archive === null ? "" : sourceStanza(archive, "unstable"),
    "Types: deb\nURIs: https://mirror.example/debian\nSuites: unstable\nComponents: main\n" +
      "signed-by: \n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n",
  );
});

Deno.test("sourceStanza() turns the options of a line into fields", () => {
  const line =
    "deb [arch=amd64,arm64 signed-by=/k.gpg trusted=yes] https://m.example/debian sid main";
  const archive = chooseArchive(readSources(line, "a.list"), DEBIAN);
  assertEquals(
    archive === null ? [] : sourceStanza(archive, "stable").split("\n").slice(4),
    ["architectures: amd64 arm64", "signed-by: /k.gpg", "trusted: yes", ""],
  );
});

Deno.test("readSystem() reads names with and without quotes", () => {
  const text =
    'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=wilma\n' +
    "UBUNTU_CODENAME=noble\n";
  assertEquals(readSystem(text), {
    ids: ["linuxmint", "ubuntu", "debian"],
    codenames: ["wilma", "noble"],
  });
});
