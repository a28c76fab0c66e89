/** papermill with the translator of parameters that this project brings along. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { testProgram } from "./programs.ts";

const OURS = fromFileUrl(
  new URL("../../notebooks/tools/papermill/papermill_typescript.py", import.meta.url),
);

/** Every kind of value that YAML can say, and what the cell behind it must find. */
const PARAMETERS: [yaml: string, declared: string, seen: string][] = [
  ["loops: 7", "const loops: number = 7;", "7"],
  ["below: -3", "const below: number = -3;", "-3"],
  ["ratio: 0.125", "const ratio: number = 0.125;", "0.125"],
  ["tiny: 1.0e-300", "const tiny: number = 1e-300;", "1e-300"],
  ["most: .inf", "const most: number = Infinity;", "Infinity"],
  ["least: -.inf", "const least: number = -Infinity;", "-Infinity"],
  ["none_yet: .nan", "const none_yet: number = NaN;", "NaN"],
  [
    "count: 123456789012345678901234567890",
    "const count: bigint = 123456789012345678901234567890n;",
    "123456789012345678901234567890n",
  ],
  ["safe: 9007199254740991", "const safe: number = 9007199254740991;", "9007199254740991"],
  ["yes_please: true", "const yes_please: boolean = true;", "true"],
  ["nothing: null", "const nothing: null = null;", "null"],
  [
    String.raw`quoted: "a\"b'c\\d\ne"`,
    String.raw`const quoted: string = "a\"b'c\\d\ne";`,
    String.raw`${"`a\"b'c"}\\d\ne${"`"}`,
  ],
  [
    String.raw`emoji: "😀\u2028"`,
    String.raw`const emoji: string = "\ud83d\ude00\u2028";`,
    '"😀\u2028"',
  ],
  ["day: 2026-11-22", 'const day: string = "2026-11-22";', '"2026-11-22"'],
  ["list: [1, 2.5]", "const list: number[] = [1, 2.5];", "[ 1, 2.5 ]"],
  [
    "mixed: [a, 1, null]",
    'const mixed: (null | number | string)[] = ["a", 1, null];',
    '[ "a", 1, null ]',
  ],
  ["empty: []", "const empty: unknown[] = [];", "[]"],
  ["open: {}", "const open: Record<string, unknown> = {};", "{}"],
  [
    "deep: {a b: [{c: true}], __proto__: 1}",
    'const deep: { "a b": { "c": boolean }[]; ["__proto__"]: number } = { "a b": [{ "c": true }], ["__proto__"]: 1 };',
    `{ "a b": [ { c: true } ], ['__proto__']: 1 }`,
  ],
];

await testProgram("papermill", {
  name: "papermill passes every kind of parameter to a notebook in TypeScript",
  async use({ run, write, read, folder }) {
    const names = PARAMETERS.map(([yaml]) => yaml.split(":")[0]);
    await write("in.ipynb", [
      ["const loops = 5;", "parameters"],
      `for (const value of [${names}]) console.log(Deno.inspect(value));`,
    ]);
    await Deno.writeTextFile(`${folder}/p.yaml`, PARAMETERS.map(([yaml]) => yaml).join("\n"));
    const { code, complaint } = await run(OURS, "in.ipynb", "out.ipynb", "-f", "p.yaml");
    assertEquals(code, 0, complaint);
    const [, injected, result] = await read("out.ipynb");
    const lines = PARAMETERS.map(([, declared]) => declared);
    assertEquals(injected?.source.trimEnd().split("\n"), ["// Parameters", ...lines]);
    const seen = PARAMETERS.map(([, , text]) => `${text}\n`).join("");
    assertEquals(result?.outputs, [seen]);
  },
});

await testProgram("papermill", {
  name: "papermill keeps the default that is not passed, and says which parameters there are",
  isLong: true,
  async use({ run, write, read }) {
    const declared = 'const loops: number = 5; // how often\nlet name = "a; b";\nconst plain = 1';
    await write("in.ipynb", [[declared, "parameters"], "`${loops} ${name} ${plain}`"]);
    const { code, complaint } = await run(OURS, "in.ipynb", "out.ipynb", "-p", "loops", "7");
    assertEquals(code, 0, complaint);
    assertEquals((await read("out.ipynb")).at(-1)?.outputs, ['"7 a; b 1"']);
    const { output } = await run(OURS, "--help-notebook", "in.ipynb");
    assertStringIncludes(output, "loops: number (default 5)");
    assertStringIncludes(output, "how often");
    assertStringIncludes(output, 'name: Unknown type (default "a; b")');
  },
});

await testProgram("papermill", {
  name: "papermill refuses a parameter that is no name of TypeScript",
  async use({ run, write }) {
    await write("in.ipynb", ["1"]);
    const { code, complaint } = await run(OURS, "in.ipynb", "out.ipynb", "-p", "class", "1");
    assertEquals(code, 1);
    assertStringIncludes(complaint, 'Cannot pass the parameter "class": it is no name');
  },
});

await testProgram("papermill", {
  name: "papermill ends with our traceback at a cell that fails",
  async use({ run, write, read }) {
    await write("in.ipynb", ["throw new RangeError(`too far`);", "2"]);
    const { code, complaint } = await run(OURS, "in.ipynb", "out.ipynb");
    assertEquals(code, 1);
    assertStringIncludes(complaint, "RangeError: too far");
    const outputs = (await read("out.ipynb")).map((cell) => cell.outputs);
    assertEquals(outputs.flat().includes("RangeError"), true);
    // What follows the error has not run.
    assertEquals(outputs.at(-1), []);
  },
});
