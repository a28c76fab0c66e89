/** Tests of reading what pyperformance says of its benchmarks. */
import { assertEquals } from "@std/assert";
import { dirname, join } from "@std/path";
import { readBenchmarks, readManifest, readMetadata } from "./benchmarks.ts";

const MANIFEST = `[benchmarks]

name\tmetafile
nbody\t<local>
# FIXME: this benchmark fails with:
#hg_startup\t<local>
pickle_list\t<local:pickle>
lost\t<local>
required\t<local>
vendored\t<local>


[group default]
nbody\t<local>
`;

Deno.test("readManifest() reads the names that are not commented out, without the groups", () => {
  assertEquals(readManifest(MANIFEST), [
    { name: "nbody", base: "nbody" },
    { name: "pickle_list", base: "pickle" },
    { name: "lost", base: "lost" },
    { name: "required", base: "required" },
    { name: "vendored", base: "vendored" },
  ]);
});

const NOTHING = { needs: null, minor: null, tags: null, options: null };

const CASES: [name: string, text: string, expected: ReturnType<typeof readMetadata>][] = [
  ["nothing of an empty file", "", NOTHING],
  ["a benchmark that needs nothing but pyperf", 'dependencies = ["pyperf"]', {
    ...NOTHING,
    needs: [],
  }],
  [
    "packages over several lines, with extras",
    'dependencies = [\n  "pyperf",\n  "fastapi[standard]",\n  "xdsl==0.46.0",\n]\ndynamic = ["version"]',
    { ...NOTHING, needs: ["fastapi[standard]", "xdsl==0.46.0"] },
  ],
  ["the version that it needs", 'requires-python = ">=3.12"', { ...NOTHING, minor: 12 }],
  ["tags in one text", 'tags = "serialize math"', { ...NOTHING, tags: ["serialize", "math"] }],
  ["tags in a list", 'tags = ["serialize"]', { ...NOTHING, tags: ["serialize"] }],
  ["options", 'extra_opts = ["--pure-python", "pickle"]', {
    ...NOTHING,
    options: ["--pure-python", "pickle"],
  }],
];

for (const [name, text, expected] of CASES) {
  Deno.test(`readMetadata() reads ${name}`, () => {
    assertEquals(readMetadata(text), expected);
  });
}

const FILES: Readonly<Record<string, string>> = {
  "MANIFEST": MANIFEST,
  "bm_nbody/pyproject.toml":
    'requires-python = ">=3.8"\ndependencies = ["pyperf"]\ntags = "math"\n',
  "bm_nbody/run_benchmark.py": "one\ntwo\n",
  "bm_pickle/pyproject.toml": 'dependencies = ["pyperf", "other"]\nextra_opts = ["pickle"]\n',
  "bm_pickle/bm_pickle_list.toml": 'extra_opts = ["pickle_list"]\n',
  "bm_pickle/run_benchmark.py": "one\n",
  "bm_required/run_benchmark.py": "one\n",
  "bm_required/requirements.txt": "# made by a tool\ndask==2024.10.0\n    # via nobody\n",
  "bm_vendored/run_benchmark.py": "one\n",
  "bm_vendored/vendor/setup.py": "one\n",
};

Deno.test("readBenchmarks() gives variants what they share, their own options, finds what is installed unsaid, and leaves out what is lost", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const root = join(folder, "pyperformance/data-files/benchmarks");
    for (const [name, text] of Object.entries(FILES)) {
      await Deno.mkdir(dirname(join(root, name)), { recursive: true });
      await Deno.writeTextFile(join(root, name), text);
    }
    const [nbody, pickle, ...others] = readBenchmarks(folder);
    assertEquals(others.map(({ name, needs }) => [name, ...needs]), [
      ["required", "dask==2024.10.0"],
      ["vendored", "a package in its own folder"],
    ]);
    assertEquals([nbody, pickle], [{
      name: "nbody",
      needs: [],
      minor: 8,
      lines: 2,
      tags: ["math"],
      script: join(root, "bm_nbody/run_benchmark.py"),
      options: [],
    }, {
      name: "pickle_list",
      needs: ["other"],
      minor: null,
      lines: 1,
      tags: [],
      script: join(root, "bm_pickle/run_benchmark.py"),
      options: ["pickle_list"],
    }]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
