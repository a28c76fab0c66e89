/** Tests of the report over whole folders: what is told, what is private, and everything that may be wrong there. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { DISPLAY } from "../../../probes/mod.ts";
import { PICTURE_BYTES_MAX, reportHtml } from "./page.ts";
import { makeReport, type Report } from "./report.ts";
import { collectReport } from "./report_data.ts";
import { topFolderOf } from "./working_copy.ts";

const NOW = new Date("2026-11-22T09:00:00.000Z");
const AT = "2026-11-22T08:00:00.000Z";
const ADA = { homes: ["/home/ada"], users: ["ada"], hosts: ["engine"] };

/** Files by their paths, as texts or as data. */
type Files = Readonly<Record<string, unknown>>;

async function inFolder(files: Files, run: (top: string) => void | Promise<void>): Promise<void> {
  const top = await Deno.makeTempDir();
  try {
    for (const [path, content] of Object.entries(files)) {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      await Deno.mkdir(join(top, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(top, path), text);
    }
    await run(top);
  } finally {
    await Deno.remove(top, { recursive: true });
  }
}

function reportOf(top: string, { isGraded = false, out = null as string | null } = {}): Report {
  return makeReport({ top, out, now: NOW, isGraded });
}

function notebook(title: string, ...cells: [source: string, data?: Record<string, unknown>][]) {
  return {
    nbformat: 4,
    cells: [
      { cell_type: "markdown", source: `# ${title}` },
      ...cells.map(([source, data]) => ({
        cell_type: "code",
        source,
        outputs: data === undefined ? [] : [{ output_type: "display_data", data }],
      })),
    ],
  };
}

function answers(kept: { predictions?: Files; answers?: Files }) {
  const timed = (all: Files = {}) =>
    Object.fromEntries(
      Object.entries(all).map(([id, values]) => [
        id,
        (values as unknown[]).map((value) => ({ value, at: AT })),
      ]),
    );
  return { version: 1, predictions: timed(kept.predictions), answers: timed(kept.answers) };
}

function chart(svg: string, description = "A chart") {
  const base64 = new TextEncoder().encode(svg).toBase64();
  return { "text/html": `<img alt="${description}" src="data:image/svg+xml;base64,${base64}">` };
}

const COPY: Files = {
  "00_start_here.ipynb": notebook("Start", ['check("start-first-cell", it)']),
  ".probebook/answers.json": answers({
    answers: { "start-first-cell": [{ name: "Ada Lovelace", points: 1 }] },
  }),
  "lesson/02.ipynb": notebook(
    "Two",
    ['predict("guess", { question: "How many?" })'],
    ['check("lesson2-count", it)'],
    ["picture", chart("<svg>a</svg>")],
  ),
  "lesson/.probebook/answers.json": answers({
    predictions: { guess: [9, 7], "guess-of-nobody": [1] },
    answers: {
      "program a.py": [{ sha256: "0" }],
      "lesson2-count": [{ count: 1, points: 0 }, { count: 7, points: 2 }],
    },
  }),
  "assessment.ipynb": notebook("Last", ['check("assessment-listings", it)']),
};

Deno.test("report() tells guesses, answers with points, and pictures of every folder", async () => {
  await inFolder(COPY, async (top) => {
    const { data, html, files, notes } = reportOf(top);
    assertEquals(files, ["report.html", "report.json"]);
    assertEquals(data.notebooks.map(({ path }) => path), [
      "00_start_here.ipynb",
      "lesson/02.ipynb",
      "assessment.ipynb",
    ]);
    const [, two] = data.notebooks;
    assertEquals(two?.predictions, [
      { id: "guess", question: "How many?", first: 9, at: AT, last: 7 },
    ]);
    const [{ points, answer, answers: count } = { points: 0, answer: {}, answers: 0 }] =
      two?.exercises ?? [];
    assertEquals([points, answer, count], [2, { count: 7 }, 2]);
    assertEquals(two?.pictures.map(({ description }) => description), ["A chart"]);
    assertEquals(data.points.earned, 2);
    assertEquals(notes, ["Kept, and asked for by no notebook here: guess-of-nobody."]);
    assertEquals(await Deno.readTextFile(join(top, "report.html")), html);
    assertEquals(JSON.parse(await Deno.readTextFile(join(top, "report.json"))), data);
    for (const words of ["How many?", "count: 7", 'alt="A chart"', "2 of 2"]) {
      assertStringIncludes(html, words);
    }
  });
});

Deno.test("report() never tells the name that the first cell asks for", async () => {
  await inFolder(COPY, (top) => {
    const { html, data } = reportOf(top);
    assertEquals(/Ada/.test(html + JSON.stringify(data)), false);
  });
});

Deno.test("collectReport() takes users, machines and home folders out of texts and pictures", async () => {
  const files = {
    "a.ipynb": notebook(
      "A",
      ['predict("p", { question: "Where?" })'],
      ["x", chart("<svg><text>/home/ada/x on engine</text></svg>", "of ada@engine")],
    ),
    ".probebook/answers.json": answers({ predictions: { p: ["/home/ada/secret, engine"] } }),
  };
  await inFolder(files, (top) => {
    const collected = collectReport({ top, now: NOW, facts: ADA });
    const [svg = ""] = collected.svgs[0] ?? [];
    assertEquals(svg, "<svg><text>~/x on host</text></svg>");
    const page = reportHtml(collected);
    assertEquals(/ada|engine/.test(page.replaceAll(/base64,[^"]*/g, "")), false);
    assertStringIncludes(page, "~/secret, host");
  });
});

Deno.test("collectReport() leaves a picture whole for somebody who is called like an element", async () => {
  const svg = "<svg><style>text{x:y}</style><text>a text of text</text></svg>";
  await inFolder({ "a.ipynb": notebook("A", ["x", chart(svg)]) }, (top) => {
    const facts = { homes: [], users: ["text"], hosts: ["style"] };
    const { svgs } = collectReport({ top, now: NOW, facts });
    assertEquals(svgs, [[
      "<svg><style>text{x:y}</style><text>a user of user</text></svg>",
    ]]);
  });
});

Deno.test("report() shows hostile texts as texts, wherever they stand", async () => {
  const hostile = '</pre></table><script>alert(1)</script><img src=x onerror="alert(2)">';
  const files = {
    "00_start_here.ipynb": notebook(
      hostile,
      [`predict("p", { question: "${hostile.replaceAll('"', "'")}" })`],
      ['check("lesson2-count", it)'],
      ["x", { "text/plain": `Claim L2-X-01 · ✓ ${hostile}\nHere: ✓ ${hostile}` }],
      ["y", chart("<svg></svg>", "&lt;script&gt;alert(3)&lt;/script&gt;")],
    ),
    ".probebook/answers.json": answers({
      predictions: { p: [hostile], [hostile]: [1] },
      answers: { "lesson2-count": [{ count: hostile, [hostile]: hostile, points: 1 }] },
    }),
    [`<b>.ipynb`]: "{",
  };
  await inFolder(files, (top) => {
    const { html } = reportOf(top);
    assertEquals(/<script|<img src|<b>|onerror="/.test(html), false);
    assertStringIncludes(html, "&lt;script&gt;alert(1)");
    assertStringIncludes(html, "default-src 'none'");
  });
});

Deno.test("report() of an empty folder has no points and says of no notebook that it is missing", async () => {
  await inFolder({}, (top) => {
    const { data, files } = reportOf(top);
    assertEquals([data.notebooks, data.points.earned, files.length], [[], 0, 2]);
  });
});

Deno.test("report() names notebooks that were saved without outputs, and those that cannot be read", async () => {
  await inFolder({ ...COPY, "lesson/03.ipynb": "{ half" }, async (top) => {
    const { notes, [DISPLAY]: show } = reportOf(top);
    assertStringIncludes(notes.join(), "lesson/03.ipynb could not be read: it is damaged.");
    const shown = (await show())["text/plain"] ?? "";
    assertStringIncludes(shown, "saved without outputs");
    assertStringIncludes(shown, "- assessment.ipynb");
  });
});

Deno.test("report() keeps a damaged file of answers aside, and says where", async () => {
  const files = { ...COPY, "lesson/.probebook/answers.json": "{ half" };
  await inFolder(files, (top) => {
    const { data, notes } = reportOf(top);
    assertEquals(data.points.earned, 0);
    assertStringIncludes(notes.join(), "In lesson: Your earlier answers could not be read");
    assertEquals([...Deno.readDirSync(join(top, "lesson/.probebook"))].length, 1);
  });
});

Deno.test("report() gives no more points than an exercise has, whatever the file says", async () => {
  const kept = { "lesson2-count": [{ points: 1e9 }], "assessment-listings": [{ points: -5 }] };
  const files = {
    "00_start_here.ipynb": notebook(
      "A",
      ['check("lesson2-count", it); check("assessment-listings", it)'],
    ),
    ".probebook/answers.json": answers({ answers: kept }),
  };
  await inFolder(files, (top) => {
    const points = reportOf(top).data.notebooks[0]?.exercises.map((one) => one.points);
    assertEquals(points, [2, 0]);
  });
});

Deno.test("report() counts an exercise once, in how many copies of a notebook it may stand", async () => {
  await inFolder({ ...COPY, "lesson/02-Copy1.ipynb": COPY["lesson/02.ipynb"] }, (top) => {
    const { data } = reportOf(top);
    assertEquals(data.notebooks.filter(({ exercises }) => exercises.length > 0).length, 2);
    assertEquals(data.points.earned, 2);
  });
});

Deno.test("collectReport() finds the pictures of a notebook whose name is private, too", async () => {
  const files = { "ada.ipynb": notebook("A", ["x", chart("<svg></svg>", "Seen")]) };
  await inFolder(files, (top) => {
    const page = reportHtml(collectReport({ top, now: NOW, facts: ADA }));
    assertStringIncludes(page, '<img alt="Seen"');
    assertEquals(page.includes("ada"), false);
  });
});

Deno.test("report() that cannot be written says so and still has its page", async () => {
  await inFolder(COPY, (top) => {
    // A file where the folder should be: no permission is needed for a root that has all.
    const out = join(top, "00_start_here.ipynb");
    const { files, notes, html } = reportOf(top, { out });
    assertEquals(files, []);
    assertStringIncludes(notes.join(), "report.html cannot be written");
    assertEquals(notes.join().includes(top), false);
    assertStringIncludes(html, "How many?");
  });
});

Deno.test("report() of a graded run writes nothing", async () => {
  await inFolder(COPY, (top) => {
    assertEquals(reportOf(top, { isGraded: true }).files, []);
    assertEquals([...Deno.readDirSync(top)].some(({ name }) => name.startsWith("report")), false);
  });
});

Deno.test("report() of many large pictures stays small, and says which it left out", async () => {
  const large = (index: number) => `<svg>${`${index}`.padStart(400_000, "x")}</svg>`;
  const cells = Array.from({ length: 20 }, (_, index): [string, Record<string, unknown>] => [
    "x",
    chart(large(index), `Large ${index}`),
  ]);
  const files = { "a.ipynb": notebook("A", ...cells, ["y", chart("<svg>s</svg>", "Small")]) };
  await inFolder(files, (top) => {
    const { html } = reportOf(top);
    // Base64 takes four characters for three bytes.
    assert(html.length < PICTURE_BYTES_MAX * 4 / 3 + 100_000);
    assertStringIncludes(html, '<img alt="Small"');
    assertEquals(html.match(/A picture was left out/g)?.length, 20 - 7);
  });
});

Deno.test("topFolderOf() finds the working copy from one of its folders, and takes others as they are", async () => {
  await inFolder(COPY, (top) => {
    assertEquals(topFolderOf(top), top);
    assertEquals(topFolderOf(join(top, "lesson")), top);
    assertEquals(topFolderOf(join(top, "lesson", ".probebook")), join(top, "lesson", ".probebook"));
  });
});
