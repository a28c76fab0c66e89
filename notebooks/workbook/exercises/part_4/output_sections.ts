/** The sections of a program's output: what each is about, and where its title stands. */

import { fault, found, isLabelled, nearText, type Reading } from "./output_lines.ts";
import { EXAMPLE_LINES } from "./profiler_task.ts";

/** What a section is about. */
export type SectionKind = "loop" | "collector" | "imports";

/** The three sections that the specification wants, in its order. */
export const SECTION_KINDS: readonly SectionKind[] = ["loop", "collector", "imports"];

/** How a section is called in messages, and what its title must hold. */
export const SECTIONS: Readonly<Record<SectionKind, { name: string; title: RegExp }>> = {
  loop: { name: "the tight loop", title: /tight[\s-]*loop/i },
  collector: { name: "the GC workload", title: /\bgc\b|garbage/i },
  imports: { name: "the import", title: /import/i },
};

/** A title with the lines below it. */
export interface RawSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** As the specification has it. */
const TITLE = /^=== ([^=]{2,60}?) Benchmark ===$/;

/** As people write it. */
const LOOSE_TITLE = /^={3,}\s*([^=]{2,60}?)\s+benchmark\s*={3,}$/i;

/** From a title to the next one, or to the end. */
export function sectionsOf(lines: readonly string[]): RawSection[] {
  const exact = lines.flatMap((line) => TITLE.exec(line)?.[1] ?? []);
  const titles = lines.flatMap((line, index) => {
    const title = TITLE.exec(line)?.[1] ?? looseTitle(line, exact);
    return title === null ? [] : [{ title, index }];
  });
  return titles.map(({ title, index }, place) => ({
    title,
    lines: lines.slice(index + 1, titles[place + 1]?.index),
  }));
}

/** A title in another form counts where it is about one part alone, and none in the right form is about the same. */
function looseTitle(line: string, exact: readonly string[]): string | null {
  const title = LOOSE_TITLE.exec(line)?.[1];
  if (title === undefined) return null;
  const [kind, ...others] = SECTION_KINDS.filter((each) => SECTIONS[each].title.test(title));
  if (kind === undefined || others.length > 0) return null;
  return exact.some((each) => SECTIONS[kind].title.test(each)) ? null : title;
}

/** The section of a kind, or what is wrong with its title. */
export function sectionOf(
  kind: SectionKind,
  { lines, sections }: {
    readonly lines: readonly string[];
    readonly sections: readonly RawSection[];
  },
): Reading<RawSection> {
  const { name, title } = SECTIONS[kind];
  const own = sections.filter((section) => title.test(section.title));
  const [first] = own;
  if (first === undefined) {
    const meant = lines.find((line) => mayBeTitle(line) && title.test(line));
    return fault(
      `There is no section of ${name}: a title such as ${EXAMPLE_LINES[kind]}${nearText(meant)}`,
    );
  }
  return own.length > 1
    ? fault(`${own.length} titles are about ${name}: one section each`)
    : found(first);
}

function mayBeTitle(line: string): boolean {
  return !isLabelled(line) && /^[=#*~-]{2}|\bbenchmark\b/i.test(line);
}
