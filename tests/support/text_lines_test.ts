import { assertEquals } from "@std/assert";
import { TextLineStream } from "./text_lines.ts";

const CASES: [name: string, chunks: string[], lines: string[]][] = [
  ["nothing", [], []],
  ["a line in pieces", ["he", "llo", "\n"], ["hello"]],
  ["several lines in a piece", ["a\nb\n\nc"], ["a", "b", "", "c"]],
  ["a last line without end", ["a\nb"], ["a", "b"]],
];

for (const [name, chunks, lines] of CASES) {
  Deno.test(`TextLineStream reads ${name}`, async () => {
    const stream = ReadableStream.from(chunks).pipeThrough(new TextLineStream());
    assertEquals(await Array.fromAsync(stream), lines);
  });
}
