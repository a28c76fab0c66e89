"""TypeScript in cells: modules, packages and import maps."""
from registry import Skip

from .cells import OK, SILENT, Fails, Prints, Shows, Value, cells, table
from .common import expect

PACKAGE = {
    "node_modules/bare-package/package.json": '{ "name": "bare-package", "version": "1.0.0", "type": "module", "main": "index.js", "exports": "./index.js" }\n',
    "node_modules/bare-package/index.js": "export const bare = 77;\nexport default function twice(n) { return n * 2; }\n",
    "package.json": '{ "dependencies": { "bare-package": "1.0.0" } }\n',
}

table("should", "import_rename_class", "import { a as b } and a class",
      [("import { named as renamed§, Animal as Beast§ } from './conf_c.ts';", SILENT), ("renamed§ + new Beast§().legs", Value("7"))],
      files={"conf_c.ts": "export const named = 3;\nexport class Animal { legs = 4 }\nexport type Kind = 'a' | 'b';\n"})
table("should", "import_inline_type", "import { type T, v }",
      [("import { type Kind as Kind§, named as v§ } from './conf_c.ts';", SILENT), ("const k§: Kind§ = 'a'; v§ + k§.length", Value("4"))])
table("should", "import_twice", "the same import in two cells",
      [("import { named } from './conf_c.ts'; named", Value("3")), ("import { named } from './conf_c.ts'; named + 1", Value("4")), ("import * as c from './conf_c.ts'; c.named", Value("3"))] * 2)
table("should", "import_after_code", "import and use in the same cell, with code before it",
      [("const before§ = 'x'.length;\nimport { named as n§ } from './conf_c.ts';\nbefore§ + n§", Value("4"))],
      [("useIt§();\nimport { named as late§ } from './conf_c.ts';\nfunction useIt§() { console.log(late§); }", Prints("3\n"))])


def registry(bench, code, value):
    """Packages come from a registry or a cache; without either there is nothing to judge."""
    bench.only("deno", "`npm:` specifiers are Deno's")
    cell = bench.shared().run(code, seconds=60)
    failed = cell.status == "error" and any(word in str(cell.error) for word in ("dns", "connect", "network", "timed out", "cached"))
    if failed:
        raise Skip(f"no package registry: {cell.error['evalue'][:120]}")
    expect(cell.result == value, cell.story())


@cells.should("import of npm: specifier (needs a registry)")
def import_npm(bench):
    """A named import and its use."""
    registry(bench, "import { z as zz } from 'npm:zod@4.6.7';\nzz.string().parse('abc').length", "3")


@cells.should("dynamic import of npm: specifier")
def import_npm_dynamic(bench):
    """A namespace and its use."""
    registry(bench, "const zod = await import('npm:zod@4.6.7');\nzod.z.number().parse(5)", "5")


@cells.should("bare import of a package in node_modules")
def import_bare(bench):
    """A default and a named import of a package in node_modules."""
    bench.only("typescript")
    place = bench.folder / "with_modules"
    for name, content in PACKAGE.items():
        bench.file(f"with_modules/{name}", content)
    kernel = bench.fresh(folder=place)
    cell = kernel.run("import twice, { bare } from 'bare-package';\ntwice(bare)")
    expect(cell.result == "154", cell.story())


@cells.should("import through the import map of the folder's deno.json")
def import_map(bench):
    """A name and a prefix, from the folder of deno.json and from one below it."""
    bench.only("deno", "it is about deno.json")
    bench.file("mapped/deno.json", '{ "imports": { "mine": "./lib/mine.ts", "lib/": "./lib/" } }\n')
    bench.file("mapped/lib/mine.ts", "export const mine = 5;\n")
    for folder in ("mapped", "mapped/notebooks"):
        (bench.folder / folder).mkdir(exist_ok=True)
        kernel = bench.fresh(folder=bench.folder / folder)
        for code in ("import { mine } from 'mine';\nmine", "(await import('lib/mine.ts')).mine"):
            cell = kernel.run(code)
            expect(cell.result == "5", f"in {folder}: {cell.story()}")


table("should", "import_missing", "import of a missing file: error reply that names the file, kernel usable",
      [("import { a } from './no_such_file§.ts';", Fails("no_such_file§")), ("1 + 1", Value("2")), ("await import('./other_missing§.ts')", Fails("other_missing§")), ("2", Value("2")),
       ("import { noSuchExport§ } from './conf_c.ts';\nnoSuchExport§", Fails("noSuchExport§")), ("3", Value("3"))])
table("should", "export_in_cell", "export const / function in a cell is usable afterwards",
      [("export const e§ = 5;", SILENT), ("e§", Value("5")), ("export function f§() { return 6; }\nexport class K§ { v = 7 }", SILENT), ("f§() + new K§().v", Value("13")),
       ("export const e§ = 8;", OK), ("e§", Value("8")), ("export async function g§() { return 1; }\nexport let h§ = 2, i§ = 3;", OK), ("await g§() + h§ + i§", Value("6"))])
table("nice", "import_json", "import of JSON with { type: 'json' }",
      [("import data§ from './conf.json' with { type: 'json' };\ndata§.list.length", Value("2"))], [("(await import('./conf.json', { with: { type: 'json' } })).default.list[1]", Value("2"))],
      files={"conf.json": '{ "list": [1, 2] }\n'})
table("nice", "import_meta_url", "import.meta.url in a cell",
      [("import.meta.url", Shows("file:///"))], [("Deno.readTextFileSync(new URL('./conf.json', import.meta.url)).length", Value("19"))])


@cells.nice("a relative file edited on disk and imported again gives the new version")
def import_edited(bench):
    """Three versions of one file."""
    bench.only("typescript")
    kernel = bench.shared()
    for number in (1, 2, 3):
        bench.file("conf_edited.ts", f"export const version = {number};\n")
        cell = kernel.run(bench.say.adapt("import { version } from './conf_edited.ts';\nversion"))
        expect(cell.result == str(number), cell.story())


table("nice", "export_default", "export default does not fail the cell",
      [("export default 5;", OK)], [("export default function named§() { return 2; }", OK), ("named§()", Value("2"))], [("export default class {}", OK)])
table("nice", "export_list", "export { a, b } and export type",
      [("const a§ = 1, b§ = 2;\nexport { a§, b§ as c§ };", OK), ("export type T§ = number; export interface I§ { x: T§ }", SILENT), ("a§ + b§", Value("3")), ("export {};", SILENT)])
