/** Tests of the list of programs that cells may run. */
import { assertEquals } from "@std/assert";
import {
  fakeFacts,
  type FakeFolder,
  fakePrograms,
  printing,
} from "../../tests/support/fake_programs.ts";
import { type AllowedList, findAllowed, keepAllowed } from "./allowed_list.ts";

/** The programs of the list that lie in a folder, by their paths in it. */
function listed({ pythons }: AllowedList, folder: FakeFolder): string[] {
  const own = pythons.filter(({ executable }) => executable.startsWith(folder.path));
  return own.map(({ executable }) => executable.slice(folder.path.length + 1)).sort();
}

Deno.test("findAllowed() lists every name of a CPython, and no other program", async () => {
  using folder = fakePrograms({
    "one/bin/python3": printing(fakeFacts("3.14.1", { prefix: "/one" })),
    // The same installation under another name.
    "one/bin/python3.14": printing(fakeFacts("3.14.1", { prefix: "/one" })),
    "old/bin/python3": printing(fakeFacts("3.7.1", { prefix: "/old" })),
    "broken/bin/python3": "exit 3",
  });
  const PATH = ["one", "old", "broken"].map((name) => folder.at(`${name}/bin`)).join(":");
  const list = await findAllowed({ PATH, HOME: folder.path });
  assertEquals(listed(list, folder), ["one/bin/python3", "one/bin/python3.14"]);
  const [first] = list.pythons.filter(({ executable }) =>
    executable === folder.at("one/bin/python3")
  );
  assertEquals(first?.prefixes, ["/one", folder.at("one/bin")]);
});

Deno.test("findAllowed() leaves out what the environment names: it is another one for each kernel", async () => {
  using folder = fakePrograms({ "one/bin/python3": printing(fakeFacts("3.14.1")) });
  const list = await findAllowed({ PROBEBOOK_PYTHONS: folder.path, HOME: folder.path, PATH: "" });
  assertEquals(listed(list, folder), []);
});

Deno.test("keepAllowed() writes a new list in one step, and no equal one", () => {
  using folder = fakePrograms({});
  const path = folder.at("lab/cpythons.json");
  const list = (executable: string): AllowedList => ({
    version: 1,
    pythons: [{ executable, prefixes: ["/usr"] }],
  });
  keepAllowed(list("/usr/bin/python3.14"), path);
  const before = Deno.statSync(path).ino;
  keepAllowed(list("/usr/bin/python3.14"), path);
  assertEquals(Deno.statSync(path).ino, before);
  keepAllowed(list("/usr/bin/python3.15"), path);
  assertEquals(JSON.parse(Deno.readTextFileSync(path)), list("/usr/bin/python3.15"));
  assertEquals([...Deno.readDirSync(folder.at("lab"))].map(({ name }) => name), ["cpythons.json"]);
});

Deno.test("keepAllowed() leaves nothing where it may not write", () => {
  using folder = fakePrograms({ "file": "" });
  keepAllowed({ version: 1, pythons: [] }, folder.at("file/cpythons.json"));
  assertEquals([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["file"]);
});
