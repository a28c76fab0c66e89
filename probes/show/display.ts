/** How values of this project show themselves in a notebook: one MIME bundle, for any Deno kernel. */

/** The method under which a Deno kernel asks a value for its MIME bundle. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** One representation of a value per MIME type. */
export type DisplayBundle = Record<string, string>;

/** A value that shows itself when it is the last expression of a cell. */
export interface Displayable {
  /** Makes the representations; called by the kernel. */
  [DISPLAY](): DisplayBundle | Promise<DisplayBundle>;
}

/** Writes text so that HTML shows it as it is. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
