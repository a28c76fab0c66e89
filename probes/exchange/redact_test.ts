/** Tests of redaction. */
import { assert, assertEquals } from "@std/assert";
import { type Private, privateFacts, redact, redactor } from "./redact.ts";

const ADA: Private = { homes: ["/home/ada"], users: ["ada"], hosts: ["engine.lan", "engine"] };
const SHORT: Private = { homes: ["/srv/x"], users: ["x"], hosts: ["b1"] };

const CASES: [name: string, facts: Private, text: string, expected: string][] = [
  ["a home folder", ADA, "/home/ada/.pyenv/bin/python3", "~/.pyenv/bin/python3"],
  ["a folder that only begins like it", ADA, "/home/adam/x", "~/x"],
  ["somebody else's home", ADA, "at /Users/Grace/py and /home/bob", "at ~/py and ~"],
  ["a home on Windows", ADA, "C:\\Users\\Ada\\python.exe", "~\\python.exe"],
  ["a host name", ADA, "engine.lan: engine is down", "host: host is down"],
  ["a user name", ADA, "ada@engine", "user@host"],
  ["a word that holds a name", ADA, "canada, adapter, engineer", "canada, adapter, engineer"],
  [
    "a short user name in paths only",
    SHORT,
    "/data/x/py x = 1 x@b1",
    "/data/user/py x = 1 user@host",
  ],
  [
    "the options of a build",
    ADA,
    "'--prefix=/home/bob/py' 'LDFLAGS=-L/home/bob/lib' -I/home/ada/include",
    "'--prefix=~/py' 'LDFLAGS=-L~/lib' -I~/include",
  ],
  ["an interpreter outside of homes", ADA, "/usr/bin/python3", "/usr/bin/python3"],
];

for (const [name, facts, text, expected] of CASES) {
  Deno.test(`redactor() handles ${name}`, () => assertEquals(redactor(facts)(text), expected));
}

Deno.test("redactor() takes special characters of a name as they are", () => {
  const facts = { homes: ["/home/a+b"], users: ["a+b"], hosts: ["x.y-z"] };
  assertEquals(redactor(facts)("/home/a+b/x a+b x.y-z xay-z"), "~/x user host xay-z");
});

Deno.test("redact() walks through plain data and leaves numbers", () => {
  const data = { path: "/home/ada/x", list: [1, 2], deep: [{ note: "ada", none: null }] };
  assertEquals(redact(data, ADA), {
    path: "~/x",
    list: [1, 2],
    deep: [{ note: "user", none: null }],
  });
});

Deno.test("privateFacts() knows this machine's home folder", () => {
  const home = Deno.env.get("HOME");
  assert(home === undefined || home === "/" || privateFacts().homes.includes(home));
});
