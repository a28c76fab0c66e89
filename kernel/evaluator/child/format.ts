/** Values as MIME bundles, by the rules of Deno's own kernel and without its colour codes. */

import { showText } from "./show_text.ts";
import { Array, Object, Reflect, String, Uint8Array } from "../primordials.ts";

/** One representation per MIME type. */
export type Bundle = Record<string, unknown>;

/** The method by which a value shows itself. */
export const DISPLAY = Symbol.for("Jupyter.display");

/** Rows that a data frame hands over, and rows of its table in HTML, as Deno's kernel has them. */
const FRAME_ROWS_MAX = 50;
const TABLE_ROWS_MAX = 10;

/** Converts any value; what a value's own methods throw is passed on. */
export async function format(value: unknown): Promise<Bundle> {
  return showsItself(value) ? bundleOf(await value[DISPLAY]()) : formatPlain(value);
}

/** What a display method gave. */
export function bundleOf(shown: unknown): Bundle {
  return isRecord(shown) ? shown : { "text/plain": showText(shown) };
}

/** Converts a value that has no display method of its own; never throws. */
export function formatPlain(value: unknown): Bundle {
  if (typeof value === "object" && value !== null) {
    try {
      const rich = formatRich(value);
      if (rich !== null) return rich;
    } catch {
      // A proxy or getter that throws while being asked what it is: shown as text below.
    }
  }
  return { "text/plain": showText(value) };
}

/** Whether the value has a display method. A revoked proxy has none. */
export function showsItself(value: unknown): value is Record<typeof DISPLAY, () => unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  try {
    return DISPLAY in value && typeof Reflect.get(value, DISPLAY) === "function";
  } catch {
    return false;
  }
}

/** The MIME type of image bytes, or null. */
export function imageType(value: unknown): "image/png" | "image/jpeg" | null {
  if (!(value instanceof Uint8Array)) return null;
  const isPng = PNG_SIGNATURE.every((byte, index) => value[index] === byte);
  if (isPng) return "image/png";
  const isJpeg = value[0] === 0xff && value[1] === 0xd8 && value.at(-2) === 0xff &&
    value.at(-1) === 0xd9;
  return isJpeg ? "image/jpeg" : null;
}

/** Whether the value is an object with string keys, so that it can be a bundle. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a bundle has no representation at all. */
export function isEmpty(bundle: Bundle): boolean {
  return Object.keys(bundle).length === 0;
}

/** PNG specification, 5.2. */
const PNG_SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

function formatRich(value: object): Bundle | null {
  const type = imageType(value);
  if (type !== null && value instanceof Uint8Array) return { [type]: value.toBase64() };
  const { toDataURL, toSpec, outerHTML } = value as Record<string, unknown>;
  if (typeof toDataURL === "function") return formatDataUrl(String(toDataURL.call(value)));
  if (typeof toSpec === "function") return formatVega(toSpec.call(value));
  if (isDataFrame(value)) return formatDataFrame(value);
  if (typeof outerHTML === "string") {
    return { [outerHTML.startsWith("<svg") ? "image/svg+xml" : "text/html"]: outerHTML };
  }
  return null;
}

function formatDataUrl(url: string): Bundle | null {
  const [, type, data] = /^data:([^;,]+)[^,]*,(.*)$/s.exec(url) ?? [];
  return type === undefined ? null : { [type]: data };
}

function formatVega(spec: unknown): Bundle | null {
  if (!isRecord(spec) || typeof spec["$schema"] !== "string") return null;
  const [, version] = /vega-lite\/v(\d+)/.exec(spec["$schema"]) ?? [];
  const type = version === undefined
    ? "application/vnd.vega.v5+json"
    : `application/vnd.vegalite.v${version}+json`;
  return { [type]: spec };
}

interface DataFrame {
  readonly schema: Record<string, unknown>;
  head(rowCount: number): DataFrame;
  toRecords(): Record<string, unknown>[];
}

function isDataFrame(value: object): value is DataFrame {
  const { schema, head, toRecords } = value as Partial<DataFrame>;
  return isRecord(schema) && typeof head === "function" && typeof toRecords === "function";
}

function formatDataFrame(frame: DataFrame): Bundle {
  const fields = Object.entries(frame.schema).map(([name, type]) => ({
    name,
    type: fieldType(type),
  }));
  const cells = (tag: string, values: unknown[]) =>
    `<tr>${values.map((value) => `<${tag}>${escapeHtml(String(value))}</${tag}>`).join("")}</tr>`;
  const rows = frame.head(TABLE_ROWS_MAX).toRecords().map((row) =>
    cells("td", fields.map(({ name }) => row[name]))
  );
  return {
    "application/vnd.dataresource+json": {
      data: frame.head(FRAME_ROWS_MAX).toRecords(),
      schema: { fields },
    },
    "text/html": `<table><thead>${cells("th", fields.map(({ name }) => name))}</thead>` +
      `<tbody>${rows.join("")}</tbody></table>`,
  };
}

/** Column types of Polars in the words of Tabular Data Resource. */
function fieldType(type: unknown): string {
  const plain = isRecord(type) && typeof type["toJSON"] === "function" ? type["toJSON"]() : type;
  const name = isRecord(plain) ? String(plain["DataType"]) : String(plain);
  if (/^U?Int\d+$/.test(name)) return "integer";
  if (/^Float\d+$/.test(name)) return "number";
  return { Null: "null", Bool: "boolean", List: "array", Struct: "object" }[name] ?? "string";
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
