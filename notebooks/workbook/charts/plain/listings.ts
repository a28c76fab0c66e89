/** Bytecode listings side by side, with what the interpreter has made of each instruction. */

import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { chunked, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import { box, FONT_PIXELS, LINE_PIXELS, sheet, TINT, words } from "../../drawing/shapes.ts";
import { BOLD_WIDTH, wrapName } from "../../drawing/svg_text.ts";
import { COLOURS } from "../../drawing/theme.ts";
import { countOf } from "../../page/words.ts";
import { opcodeLines } from "./opcode_lines.ts";
import {
  checkList,
  checkRows,
  drawEmpty,
  isUnavailable,
  type PlainOptions,
  type PlainRow,
  rowName,
  rowNotes,
  unavailableLine,
  type UnavailableRow,
} from "./rows.ts";

/**
 * What stands in the code for an instruction: the plain one (`generic`), one that counts its uses and will be replaced
 * (`adaptive`), or one made for the types that it has met (`specialized`).
 */
export type InstructionForm = "specialized" | "generic" | "adaptive";

/** One line of a listing. */
export interface ListedInstruction {
  /** As the interpreter calls it, for example `BINARY_OP_ADD_INT`. */
  readonly name: string;
  /** What it works on, as `dis` writes it: `i`, `+`, `to L1`. */
  readonly argument?: string;
  /** What the interpreter has made of it. */
  readonly form: InstructionForm;
}

/** One listing: the same code at one moment or in one interpreter. */
export interface ListingColumn extends PlainRow {
  /** In the order of the code. */
  readonly instructions: readonly ListedInstruction[];
}

type Column = ListingColumn | UnavailableRow;

/** How a form is seen: by its letter, and by its colour. */
const FORMS: Readonly<
  Record<
    InstructionForm,
    { readonly letter: string; readonly colour: string; readonly words: string }
  >
> = {
  specialized: {
    letter: "S",
    colour: COLOURS.orange,
    words: "specialized: made for the types that it has met",
  },
  generic: { letter: "G", colour: COLOURS.grey, words: "generic: works for every type" },
  adaptive: {
    letter: "A",
    colour: COLOURS.blue,
    words: "adaptive: counts its uses and may become specialized",
  },
};

const FORM_NAMES = ["specialized", "generic", "adaptive"] as const;

const DOING = "Cannot draw listings";

/** Listings beside each other; more stand below them. */
const COLUMNS_MAX = 4;

/** Instructions of one listing; a longer one is no picture. */
const INSTRUCTIONS_MAX = 400;

const GAP_PIXELS = 8;

/** Room for the letter in front of a name. */
const LETTER_PIXELS = 18;
const LINE_PADDING_PIXELS = 5;

/** Height of the hatching above a frozen listing. */
const HATCH_PIXELS = 6;

/**
 * Draws listings of bytecode side by side; the letters S, G and A say what each instruction has become.
 *
 * ```ts
 * import { listings } from "workbook";
 *
 * const before = { name: "BINARY_OP", argument: "+", form: "adaptive" } as const;
 * const after = { name: "BINARY_OP_ADD_INT", argument: "+", form: "specialized" } as const;
 * const text: string = await listings([
 *   { label: "before", instructions: [before] },
 *   { label: "after 100 calls", instructions: [after] },
 * ]).toText();
 * ```
 */
export function listings(
  columns: readonly (ListingColumn | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows(DOING, { rows: columns, check: checkInstructions });
  return makeChart(() => Promise.resolve(drawListings(columns, options.title ?? "Bytecode")));
}

function checkInstructions({ label, instructions }: ListingColumn): void {
  const name = `the instructions of "${label}"`;
  checkList(DOING, { name, value: instructions, itemsMax: INSTRUCTIONS_MAX });
  for (const { form } of instructions) {
    if (FORMS[form] !== undefined) continue;
    throw new TypeError(
      `${DOING}: "form" is ${String(form)}, one of "${FORM_NAMES.join('", "')}" is needed`,
    );
  }
}

function drawListings(columns: readonly Column[], title: string): DrawnChart {
  if (columns.length === 0) return drawEmpty(title);
  const notes = rowNotes(columns);
  // As many in each row of them: five stand as three and two.
  const perRow = Math.ceil(columns.length / Math.ceil(columns.length / COLUMNS_MAX));
  const width = (FIGURE_WIDTH - 8 - (perRow - 1) * GAP_PIXELS) / perRow;
  const used = FORM_NAMES.filter((form) =>
    columns.some((column) =>
      !isUnavailable(column) && column.instructions.some((one) => one.form === form)
    )
  );
  return {
    drawing: stackFigure({ title, subtitle: "", caption: notes }, [
      hatchPatterns([COLOURS.grey], FIGURE_WIDTH),
      legend(used),
      ...chunked(columns, perRow).map((row) => rowPicture(row, width)),
    ]),
    description: `${title}: ${columns.map(headingOf).join("; ")}`,
    text: [
      title,
      ...columns.flatMap((column) => [headingOf(column), ...textLines(column)]),
      used.map((form) => `${FORMS[form].letter} ${FORMS[form].words}`).join("; "),
      ...notes,
    ].filter((line) => line !== "").join("\n"),
  };
}

function legend(forms: readonly InstructionForm[]): Drawing {
  const parts = forms.flatMap((form, index) => {
    const y = index * (LINE_PIXELS + 4) + 2;
    const { letter, colour, words: meaning } = FORMS[form];
    return [
      box({ x: 4, y, width: 16, height: LINE_PIXELS + 1, ...painted(colour) }),
      words({ x: 12, y, lines: [letter], anchor: "middle", isBold: true }),
      words({ x: 28, y, lines: [meaning] }),
    ];
  });
  return sheet({ width: FIGURE_WIDTH, height: forms.length * (LINE_PIXELS + 4) + 6 }, parts);
}

/** Headings as tall as the tallest, then the instructions; those of one place stand beside each other. */
function rowPicture(columns: readonly Column[], width: number): Drawing {
  const headings = columns.map((column) =>
    wrapName(headingOf(column), (width - 4) / BOLD_WIDTH, FONT_PIXELS)
  );
  const headingPixels = Math.max(...headings.map((lines) => lines.length)) * LINE_PIXELS + 6;
  const hasFrozen = columns.some((column) => !isUnavailable(column) && column.frozen !== undefined);
  const lines = columns.map((column) =>
    isUnavailable(column)
      ? []
      : column.instructions.map(({ name, argument = "" }) =>
        opcodeLines(name, argument, width - LETTER_PIXELS - 4)
      )
  );
  const tops = topsOf(lines, headingPixels + (hasFrozen ? HATCH_PIXELS + 2 : 0));
  const parts = columns.flatMap((column, index) => {
    const x = 4 + index * (width + GAP_PIXELS);
    const heading = words({ x, y: 2, lines: headings[index] ?? [], isBold: true });
    if (isUnavailable(column)) return [heading];
    const hatch = { x, y: headingPixels, width, height: HATCH_PIXELS, fill: hatched(COLOURS.grey) };
    return [
      heading,
      ...(column.frozen === undefined ? [] : [box(hatch)]),
      ...column.instructions.flatMap(({ form }, place) => {
        const top = tops[place] ?? 0;
        const { letter, colour } = FORMS[form];
        return [
          box({ x, y: top, width, height: (tops[place + 1] ?? top) - top - 2, ...painted(colour) }),
          words({ x: x + 5, y: top + 1, lines: [letter], isBold: true }),
          words({ x: x + LETTER_PIXELS, y: top + 1, lines: lines[index]?.[place] ?? [] }),
        ];
      }),
    ];
  });
  return sheet({ width: FIGURE_WIDTH, height: (tops.at(-1) ?? headingPixels) + 10 }, parts);
}

/** Where the instructions of each place begin, and where the last ones end. */
function topsOf(columns: readonly (readonly (readonly string[])[])[], first: number): number[] {
  const tops = [first];
  const count = Math.max(0, ...columns.map((column) => column.length));
  for (let place = 0; place < count; place++) {
    const lineCount = Math.max(...columns.map((column) => column[place]?.length ?? 0));
    tops.push((tops.at(-1) ?? first) + lineCount * LINE_PIXELS + LINE_PADDING_PIXELS);
  }
  return tops;
}

function painted(colour: string) {
  return { fill: colour, fillOpacity: colour === COLOURS.grey ? 0 : TINT, stroke: colour };
}

function headingOf(column: Column): string {
  if (isUnavailable(column)) return unavailableLine(column);
  const specialized = column.instructions.filter(({ form }) => form === "specialized").length;
  return `${rowName(column)}: ${
    countOf(column.instructions.length, "instruction")
  }, ${specialized} specialized`;
}

function textLines(column: Column): string[] {
  if (isUnavailable(column)) return [];
  return column.instructions.map(({ name, argument = "", form }) =>
    `  ${FORMS[form].letter}  ${name} ${argument}`.trimEnd()
  );
}
