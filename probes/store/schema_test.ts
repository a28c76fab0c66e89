/** Tests of migrations. */
import { assertEquals, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { migrate, MIGRATIONS, schemaVersion } from "./schema.ts";

Deno.test("migrate() takes all steps of an empty record", () => {
  using database = new DatabaseSync(":memory:");
  assertEquals(migrate(database), "ready");
  assertEquals(schemaVersion(database), MIGRATIONS.length);
});

Deno.test("migrate() takes the missing steps alone and keeps what is there", () => {
  using database = new DatabaseSync(":memory:");
  const first = "CREATE TABLE kept (word TEXT) STRICT";
  migrate(database, [first]);
  database.exec("INSERT INTO kept VALUES ('here')");
  assertEquals(
    migrate(database, [first, "ALTER TABLE kept ADD COLUMN number INTEGER DEFAULT 7"]),
    "ready",
  );
  assertEquals({ ...database.prepare("SELECT * FROM kept").get() }, { word: "here", number: 7 });
  assertEquals(schemaVersion(database), 2);
});

Deno.test("migrate() takes all steps or none", () => {
  using database = new DatabaseSync(":memory:");
  const good = "CREATE TABLE kept (word TEXT) STRICT";
  assertThrows(() => migrate(database, [good, "CREATE NONSENSE"]), Error, "syntax error");
  assertEquals(schemaVersion(database), 0);
  assertEquals(migrate(database, [good]), "ready");
});

Deno.test("migrate() leaves a newer record alone", () => {
  using database = new DatabaseSync(":memory:");
  database.exec("PRAGMA user_version = 99");
  assertEquals(migrate(database), "newer");
  assertEquals(schemaVersion(database), 99);
});
