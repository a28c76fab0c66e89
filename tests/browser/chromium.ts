/** Finds a Chromium of this machine and starts it with a profile of its own. */
import { type BrowserContext, chromium } from "playwright-core";
import { join } from "@std/path";

/** Names that Debian, other Linux systems and macOS give it. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MACOS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Keeps it from the graphics card and from every host but ours. */
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser that ends, and forgets its profile, with `await using`. */
export interface Browser extends AsyncDisposable {
  readonly context: BrowserContext;
}

/** The path of a Chromium: `PROBEBOOK_CHROMIUM`, or the first found; null when there is none. */
export async function findChromium(): Promise<string | null> {
  const named = Deno.env.get("PROBEBOOK_CHROMIUM");
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of named === undefined ? [...found, ...MACOS] : [named]) {
    try {
      if ((await Deno.stat(path)).isFile) return path;
    } catch {
      // Not there or not readable: the next one.
    }
  }
  return null;
}

/** Starts Chromium without a window. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  const profile = await Deno.makeTempDir({ prefix: "probebook-chromium-" });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    // Its sandbox refuses to start for root, which is who runs tests in containers.
    args: Deno.uid() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS,
    viewport: { width: 1280, height: 900 },
  });
  return {
    context,
    async [Symbol.asyncDispose]() {
      await context.close();
      await Deno.remove(profile, { recursive: true });
    },
  };
}
