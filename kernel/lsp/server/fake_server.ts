/** Programs in the place of a language server, for tests. */

/**
 * The text of a program that answers `initialize`. `onStart` runs once, `onQuestion` for each
 * question on a text: with `id`, `method`, `reply()`, `write()` and `writeBytes()`.
 */
export function fakeServer(onStart: string, onQuestion: string): string {
  return `
${onStart}
const encoder = new TextEncoder();
const writeBytes = (text) => {
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
};
const write = (message) => {
  const text = JSON.stringify(message);
  writeBytes("Content-Length: " + encoder.encode(text).length + "\\r\\n\\r\\n" + text);
};
let rest = "";
for await (const piece of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  rest += piece;
  for (;;) {
    const head = /^Content-Length: (\\d+)\\r\\n\\r\\n/.exec(rest);
    if (head === null || rest.length < head[0].length + Number(head[1])) break;
    const { id, method } = JSON.parse(rest.slice(head[0].length, head[0].length + Number(head[1])));
    rest = rest.slice(head[0].length + Number(head[1]));
    const reply = (result) => write({ jsonrpc: "2.0", id, result });
    if (method === "initialize") reply({ capabilities: {} });
    else if (id !== undefined && method !== undefined) { ${onQuestion} }
  }
}
`;
}
