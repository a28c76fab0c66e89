/** SVG to PNG, for pages and papers that cannot show SVG. Renderer and font are loaded when first used. */

import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";

/** Pixels of the PNG per pixel of the picture: sharp on paper and on dense screens. */
const SCALE = 2;

interface Renderer {
  render(svg: string): Uint8Array;
}

/**
 * Kept only once it is there: a kernel's Stop may end the loading half-way, and a promise that never settles would hold
 * up every later picture.
 */
let loaded: Renderer | null = null;

/** Draws a picture as PNG, twice as large as it says. */
export async function rasterize(svg: string): Promise<Uint8Array> {
  loaded ??= await loadRenderer();
  return loaded.render(svg);
}

async function loadRenderer(): Promise<Renderer> {
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  // Importing its description is what makes Deno fetch a package that holds no code.
  await import("dejavu-fonts-ttf/package.json", { with: { type: "json" } });
  const [program, plain, bold] = await Promise.all([
    readPackageFile("@resvg/resvg-wasm", "index_bg.wasm"),
    readPackageFile("dejavu-fonts-ttf", "ttf/DejaVuSans.ttf"),
    readPackageFile("dejavu-fonts-ttf", "ttf/DejaVuSans-Bold.ttf"),
  ]);
  try {
    await initWasm(program);
  } catch (error) {
    // Two charts that load it side by side, or a Stop right behind it: it is there.
    if (!String(error).includes("Already initialized")) throw error;
  }
  return {
    render(svg) {
      const resvg = new Resvg(svg, {
        fitTo: { mode: "zoom", value: SCALE },
        // Without a font of its own the renderer leaves all text out, silently.
        font: {
          fontBuffers: [plain, bold],
          defaultFontFamily: "DejaVu Sans",
          sansSerifFamily: "DejaVu Sans",
        },
      });
      const picture = resvg.render();
      const png = picture.asPng();
      picture.free();
      resvg.free();
      return png;
    },
  };
}

/** npm files that are not modules cannot be imported: they are read from where Deno keeps the package. */
async function readPackageFile(name: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const description = findPackageJSON(name, import.meta.url);
  if (description === undefined) {
    throw new Error(`Cannot read ${path}: package "${name}" is not installed`);
  }
  return await Deno.readFile(new URL(path, pathToFileURL(description)));
}
