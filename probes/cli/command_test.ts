/** Tests of what every command does alike. */
import { assertEquals } from "@std/assert";
import { type Command, runCommand } from "./command.ts";
import { OutputError } from "./surroundings.ts";

const PRINTS: Command = {
  usage: "Usage: deno task prints",
  options: [],
  run(_, { print }) {
    print("answer");
    return Promise.resolve(0);
  },
};

Deno.test("runCommand() tells in one line that the answer cannot be printed, with exit code 1", async () => {
  const notes: string[] = [];
  const code = await runCommand(PRINTS, [], {
    environment: {},
    base: "/",
    allowedFile: null,
    signal: new AbortController().signal,
    input: () => new ReadableStream(),
    print() {
      throw new OutputError("Cannot print the answer: the disk is full");
    },
    note: (text) => notes.push(text),
    progress: null,
  });
  assertEquals([code, notes], [1, ["Cannot print the answer: the disk is full"]]);
});
