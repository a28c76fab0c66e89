/** What keeps people with weak eyes, a keyboard or a screen reader from using a page, as axe-core finds it. */
import axe from "axe-core";
import type { BrowserContext } from "playwright-core";
import { toFileUrl } from "@std/path";
import { z } from "zod";

/** Of what axe-core tells of a page, what we hold it to: the lesser impacts are matters of taste. */
const GRAVE = ["serious", "critical"];

const answerSchema = z.object({
  violations: z.array(z.object({
    id: z.string(),
    impact: z.string().nullish(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  })),
});

/** How a page is looked at: on a light screen when not given. */
export interface PageMedia {
  readonly colorScheme?: "light" | "dark";
  readonly media?: "screen" | "print";
}

/** The serious and critical findings of the page in a file, a line for each element. */
export async function findBarriers(
  context: BrowserContext,
  path: string,
  { colorScheme = "light", media = "screen" }: PageMedia = {},
): Promise<string[]> {
  const page = await context.newPage();
  try {
    await page.emulateMedia({ colorScheme, media });
    // What nbconvert's page would fetch, such as MathJax, is another thing with a network than without.
    await page.route(/^https?:/, (route) => route.abort());
    await page.goto(toFileUrl(path).href);
    await page.evaluate(axe.source);
    const { violations } = answerSchema.parse(
      await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'),
    );
    return violations.filter(({ impact }) => GRAVE.includes(impact ?? "")).flatMap((broken) =>
      broken.nodes.map(({ html, failureSummary = "" }) =>
        `${broken.id}: ${broken.help}: ${html}: ${failureSummary.replaceAll(/\s+/g, " ")}`
      )
    );
  } finally {
    await page.close();
  }
}
