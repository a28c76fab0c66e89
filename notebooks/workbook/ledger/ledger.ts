/** The project's ledger: its records by id. */

import connection from "./connection.json" with { type: "json" };
import frontMatter from "./front_matter.json" with { type: "json" };
import introduction from "./introduction.json" with { type: "json" };
import part1 from "./part_1.json" with { type: "json" };
import part2 from "./part_2.json" with { type: "json" };
import part3 from "./part_3.json" with { type: "json" };
import part4 from "./part_4.json" with { type: "json" };
import { type LedgerRecord, parseRecords } from "./record.ts";
import section1 from "./section_1.json" with { type: "json" };
import section2 from "./section_2.json" with { type: "json" };
import section3 from "./section_3.json" with { type: "json" };
import section4 from "./section_4.json" with { type: "json" };
import section5 from "./section_5.json" with { type: "json" };
import tryWithAi from "./try_with_ai.json" with { type: "json" };

/** Every record, in the order of the lesson. */
export const LEDGER: readonly LedgerRecord[] = [
  ...parseRecords(frontMatter, "front_matter.json"),
  ...parseRecords(introduction, "introduction.json"),
  ...parseRecords(section1, "section_1.json"),
  ...parseRecords(section2, "section_2.json"),
  ...parseRecords(section3, "section_3.json"),
  ...parseRecords(section4, "section_4.json"),
  ...parseRecords(section5, "section_5.json"),
  ...parseRecords(connection, "connection.json"),
  ...parseRecords(part1, "part_1.json"),
  ...parseRecords(part2, "part_2.json"),
  ...parseRecords(part3, "part_3.json"),
  ...parseRecords(part4, "part_4.json"),
  ...parseRecords(tryWithAi, "try_with_ai.json"),
];

/** The record of that id; throws a `TypeError` that lists the ids there are. */
export function findRecord(id: string): LedgerRecord {
  const wanted = String(id).trim().toUpperCase();
  const found = LEDGER.find((record) => record.id === wanted);
  if (found !== undefined) return found;
  const ids = LEDGER.map((record) => `"${record.id}"`).join(", ");
  throw new TypeError(`Cannot find claim "${id}": there are ${ids}`);
}
