/**
 * A report as one HTML file: no script, nothing fetched, readable on light and dark pages and on paper.
 *
 * Everything that was entered or saved is text here; pictures are images, in which no script runs.
 */

import { escapeHtml, readableTime } from "../../../probes/mod.ts";
import type {
  CollectedReport,
  ReportData,
  ReportedExercise,
  ReportedFinding,
  ReportedNotebook,
  ReportedPrediction,
  ReportedTable,
} from "./report_data.ts";

/**
 * All pictures of a page together, before they are encoded. A chart has some 20 kB, so the whole lesson fits; what one
 * may send by mail is some 10 MB.
 */
export const PICTURE_BYTES_MAX = 3 * 1024 * 1024;

/** Nothing is fetched and nothing runs, whatever got into the page. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Ink and paper are those of the charts (`drawing/theme.ts`); links and lines keep their contrast on both. */
const STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --line: #6b7280; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #d7dbe0; --paper: #111111; --line: #9aa1ab; }
}
body { color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, sans-serif;
  margin: 0 auto; max-width: 60rem; padding: 1rem; }
h2 { border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 2.5rem; }
table + table { margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
th { overflow-wrap: normal; }
td.number { text-align: right; white-space: nowrap; }
td.short { white-space: nowrap; }
pre { font: 13px/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  margin: .3rem 0; }
a { color: inherit; }
figure { margin: 1rem 0; break-inside: avoid; }
img { max-width: 100%; height: auto; }
@page { margin: 15mm; }
@media print {
  :root { color-scheme: light; --ink: #1f2328; --paper: #ffffff; --line: #6b7280; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  tr, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}`;

/** The whole page. */
export function reportHtml({ data, svgs }: CollectedReport): string {
  const room = pictureRoom(svgs);
  const sections = data.notebooks.map((notebook, index) =>
    hasContent(notebook)
      ? notebookHtml(notebook, { index, images: (svgs[index] ?? []).map(room) })
      : ""
  ).filter((section) => section !== "");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Report of the lesson</title>
<style>${STYLE}
</style>
</head>
<body>
<header>
<h1>Report of the lesson</h1>
<p>Made on ${escapeHtml(readableTime(data.at))}. ${data.points.earned} of ${data.points.max} points.
Guesses are kept and never graded. Findings hold for the machine and the CPythons that were measured;
what is called frozen was measured elsewhere.</p>
</header>
<main>
${overviewHtml(data)}
${skillsHtml(data)}
${sections.join("\n")}
${notesHtml(data.notes)}
</main>
</body>
</html>
`;
}

/** Gives an image's address while there is room for it, null from then on; small pictures come before large ones. */
function pictureRoom(svgs: CollectedReport["svgs"]): (svg: string) => string | null {
  const encoder = new TextEncoder();
  const all = [...new Set(svgs.flat())]
    .map((svg) => ({ svg, bytes: encoder.encode(svg) }))
    .toSorted((left, right) => left.bytes.length - right.bytes.length);
  let room = PICTURE_BYTES_MAX;
  const addresses = new Map<string, string>();
  for (const { svg, bytes } of all) {
    room -= bytes.length;
    if (room < 0) break;
    addresses.set(svg, `data:image/svg+xml;base64,${bytes.toBase64()}`);
  }
  return (svg) => addresses.get(svg) ?? null;
}

function hasContent(notebook: ReportedNotebook): boolean {
  const { predictions, exercises, findings, takeaway, pictures } = notebook;
  return [predictions, exercises, findings, takeaway, pictures].some((list) => list.length > 0);
}

function overviewHtml({ notebooks }: ReportData): string {
  const rows = notebooks.map((notebook, index) => {
    const { path, title, cells, predictions, exercises, findings, pictures } = notebook;
    const name = escapeHtml(title);
    const points = exercises.reduce((sum, one) => sum + one.points, 0);
    const max = exercises.reduce((sum, one) => sum + one.max, 0);
    return [
      text(hasContent(notebook) ? `<a href="#notebook-${index}">${name}</a>` : name, path),
      number(exercises.length === 0 ? "none yet" : `${points} of ${max}`),
      number(`${predictions.length}`),
      number(`${findings.filter(({ mark }) => mark !== "").length}`),
      number(`${pictures.length}`),
      number(`${cells.withOutput} of ${cells.all}`),
    ];
  });
  return tableHtml({
    caption: "Notebooks. Points are those of the exercises that were answered.",
    columns: ["Notebook", "Points", "Guesses", "Findings", "Pictures", "Cells saved with outputs"],
    rows,
  });
}

function skillsHtml({ skills }: ReportData): string {
  return skills.length === 0 ? "" : `<h2>The assessment by skill</h2>\n${
    tableHtml({
      caption: "Of each item the better of the first two answers counts.",
      columns: ["Skill", "Points", "Answered", "Try again in"],
      rows: skills.map((one) => [
        text(escapeHtml(one.skill)),
        number(`${one.points} of ${one.max}`),
        number(`${one.answered} of ${one.items}`),
        text(one.points === one.max ? "" : escapeHtml(one.again.join(", "))),
      ]),
    })
  }`;
}

function notebookHtml(
  notebook: ReportedNotebook,
  { index, images }: { readonly index: number; readonly images: readonly (string | null)[] },
): string {
  const { title, predictions, exercises, findings, takeaway, pictures } = notebook;
  return [
    `<section aria-labelledby="notebook-${index}">`,
    `<h2 id="notebook-${index}">${escapeHtml(title)}</h2>`,
    part("Guesses", predictions, (all) => predictionsHtml(all)),
    part(
      "What came out, beside the guesses",
      takeaway,
      (all) => all.map(takeawayHtml).join("\n"),
    ),
    part("Answers", exercises, (all) => exercisesHtml(all)),
    part("Findings", findings, (all) => findingsHtml(all)),
    part(
      "Pictures",
      pictures,
      (all) =>
        all.map(({ description }, at) => figureHtml(description, images[at] ?? null)).join("\n"),
    ),
    "</section>",
  ].filter((line) => line !== "").join("\n");
}

function part<Item>(
  heading: string,
  items: readonly Item[],
  html: (items: readonly Item[]) => string,
): string {
  return items.length === 0 ? "" : `<h3>${heading}</h3>\n${html(items)}`;
}

function predictionsHtml(predictions: readonly ReportedPrediction[]): string {
  return tableHtml({
    caption: "",
    columns: ["Question", "Said first", "On", "Said last"],
    rows: predictions.map(({ id, question, first, at, last }) => [
      text(escapeHtml(question ?? id)),
      text(escapeHtml(`${first}`)),
      text(escapeHtml(readableTime(at))),
      text(last === null ? "the same" : escapeHtml(`${last}`)),
    ]),
  });
}

function takeawayHtml({ caption, columns, rows }: ReportedTable): string {
  const cells = rows.map((row) => row.map((cell) => text(escapeHtml(cell))));
  return tableHtml({ caption, columns, rows: cells });
}

function exercisesHtml(exercises: readonly ReportedExercise[]): string {
  return tableHtml({
    caption: "",
    columns: ["Exercise", "Points", "Last answer", "On", "Answers"],
    rows: exercises.map(({ title, points, max, answer, at, answers }) => [
      text(escapeHtml(title)),
      number(`${points} of ${max}`),
      text(answerHtml(answer)),
      text(escapeHtml(readableTime(at))),
      number(`${answers}`),
    ]),
  });
}

function answerHtml(answer: Readonly<Record<string, unknown>>): string {
  return Object.entries(answer).map(([name, value]) => {
    const shown = typeof value === "string" ? value : JSON.stringify(value) ?? "";
    return `<pre>${escapeHtml(`${name}: ${shown}`)}</pre>`;
  }).join("\n");
}

function findingsHtml(findings: readonly ReportedFinding[]): string {
  return tableHtml({
    caption: "",
    columns: ["Claim", "What the lesson says", "By the sources", "Found here"],
    rows: findings.map(({ claim, statement, bySources, mark, sentence }) => [
      // A hostile notebook may have a claim as long as it likes.
      claim.length > 12 ? text(escapeHtml(claim)) : short(claim),
      text(escapeHtml(statement ?? "not in the ledger")),
      short(bySources ?? "unknown"),
      text(
        mark === ""
          ? "not measured yet"
          : `<strong>${escapeHtml(mark)}</strong> ${escapeHtml(sentence)}`,
      ),
    ]),
  });
}

function figureHtml(description: string, address: string | null): string {
  const words = escapeHtml(description);
  return address === null
    ? `<p>A picture was left out, because all of them together would be too large: ${words}</p>`
    : `<figure><img alt="${words}" src="${address}"></figure>`;
}

function notesHtml(notes: readonly string[]): string {
  const items = notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("\n");
  return notes.length === 0 ? "" : `<h2>Notes</h2>\n<ul>\n${items}\n</ul>`;
}

interface TableCell {
  /** Escaped. */
  readonly html: string;
  readonly kind: "text" | "number" | "short";
}

function text(html: string, below?: string): TableCell {
  const second = below === undefined ? "" : `<br><small>${escapeHtml(below)}</small>`;
  return { html: `${html}${second}`, kind: "text" };
}

function number(shown: string): TableCell {
  return { html: escapeHtml(shown), kind: "number" };
}

/** A word that is not broken. */
function short(shown: string): TableCell {
  return { html: escapeHtml(shown), kind: "short" };
}

function tableHtml({ caption, columns, rows }: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}): string {
  const head = columns.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join("");
  const body = rows.map((cells) =>
    `<tr>${
      cells.map(({ html, kind }) => `<td${kind === "text" ? "" : ` class="${kind}"`}>${html}</td>`)
        .join("")
    }</tr>`
  ).join("\n");
  const title = caption === "" ? "" : `<caption>${escapeHtml(caption)}</caption>\n`;
  return `<table>\n${title}<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}
