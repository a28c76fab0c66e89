/** Tests of asking: against a server of our own on this machine, and without any. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { type AskedAnswer, askWith } from "./ask.ts";

const KEY = "a-secret-key";

/** What the server was sent. */
interface Seen {
  path: string;
  authorization: string | null;
  body: unknown;
}

/** Asks a server that answers so. */
async function askServer(
  respond: (request: Request) => Response | Promise<Response>,
  { path = "/v1", timeoutS = 10 }: { path?: string; timeoutS?: number } = {},
): Promise<{ answer: AskedAnswer; seen: Seen[] }> {
  const seen: Seen[] = [];
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      seen.push({
        path: new URL(request.url).pathname,
        authorization: request.headers.get("authorization"),
        body: await request.json(),
      });
      return await respond(request);
    },
  );
  const variables = new Map([
    ["PROBEBOOK_AI_URL", `http://127.0.0.1:${server.addr.port}${path}`],
    ["PROBEBOOK_AI_KEY", KEY],
    ["PROBEBOOK_AI_MODEL", "a-model"],
  ]);
  const environment = { get: (name: string) => variables.get(name) };
  const answer = await askWith("Why?", { environment, send: fetch, timeoutS });
  return { answer, seen };
}

const saying = (content: unknown) => Response.json({ choices: [{ message: { content } }] });

Deno.test("ask() sends the prompt as chat completions want it, and gives the answer", async () => {
  const { answer, seen } = await askServer(() => saying(" Because. "));
  assertEquals([answer.kind, answer.text], ["answered", "Because."]);
  assertEquals(seen, [{
    path: "/v1/chat/completions",
    authorization: `Bearer ${KEY}`,
    body: { model: "a-model", messages: [{ role: "user", content: "Why?" }], stream: false },
  }]);
});

Deno.test("ask() takes the whole address, too", async () => {
  const { seen } = await askServer(() => saying("Yes."), { path: "/v1/chat/completions/" });
  assertEquals(seen.map(({ path }) => path), ["/v1/chat/completions"]);
});

const FAULTS: [name: string, respond: () => Response, reason: string][] = [
  ["a wrong key", () => new Response("no", { status: 401 }), "Is PROBEBOOK_AI_KEY right?"],
  ["an unknown model", () => new Response("", { status: 404 }), "PROBEBOOK_AI_MODEL"],
  ["too many questions", () => new Response("", { status: 429 }), "wait a little"],
  ["a broken server", () => new Response("", { status: 500 }), "status 500"],
  ["no JSON", () => new Response("<html>"), "does not speak as chat completions do"],
  ["another JSON", () => Response.json({ text: "hello" }), "does not speak as chat completions do"],
  ["no text", () => saying(null), "does not speak as chat completions do"],
  ["an empty answer", () => saying(""), "empty answer"],
  ["an endless answer", () => new Response("x".repeat(2 * 1024 * 1024)), "was cut off"],
  ["a redirection", () => Response.redirect("http://127.0.0.1:1/elsewhere"), "cannot be reached"],
];

for (const [name, respond, reason] of FAULTS) {
  Deno.test(`ask() says what to do about ${name}, and never shows the key`, async () => {
    const { answer } = await askServer(respond);
    assertEquals([answer.kind, answer.text], ["unavailable", ""]);
    assertStringIncludes(answer.reason, reason);
    const bundle = await answer[DISPLAY]();
    assert(!JSON.stringify(bundle).includes(KEY));
  });
}

Deno.test("ask() says what to do where the kernel does not let cells reach the AI", async () => {
  const answer = await askWith("hello", {
    environment: {
      get: (name) => name === "PROBEBOOK_AI_URL" ? "http://ai.example/v1" : undefined,
    },
    send: () => Promise.reject(new Deno.errors.NotCapable("Requires net access")),
  });
  assertEquals(answer.kind, "unavailable");
  assertMatch(answer.reason, /may not send anything to ai\.example: .*restart the kernel/);
});

Deno.test("ask() gives up on a server that does not answer", async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const { answer } = await askServer((request) => {
    // The server itself has to end with its request.
    request.signal.addEventListener("abort", () => resolve(new Response("")));
    return promise;
  }, { timeoutS: 0.05 });
  assertStringIncludes(answer.reason, "did not answer within 0.05 s");
});

const NOWHERE: [name: string, url: string | undefined, reason: string][] = [
  ["no variable", undefined, "No AI is named in PROBEBOOK_AI_URL"],
  ["an empty variable", "  ", "No AI is named in PROBEBOOK_AI_URL"],
  ["no address", "my model", "begins with http"],
  ["a file", "file:///etc/passwd", "begins with http"],
];

for (const [name, url, reason] of NOWHERE) {
  Deno.test(`ask() sends nothing with ${name}`, async () => {
    const answer = await askWith("Why?", {
      environment: { get: (wanted) => wanted === "PROBEBOOK_AI_URL" ? url : undefined },
      send: () => Promise.reject(new Error("was sent")),
    });
    assertEquals(answer.kind, "unavailable");
    assertStringIncludes(answer.reason, reason);
  });
}

Deno.test("ask() sends nothing where the environment may not be read", async () => {
  const answer = await askWith("Why?", {
    environment: {
      get() {
        throw new Deno.errors.NotCapable("no");
      },
    },
    send: () => Promise.reject(new Error("was sent")),
  });
  assertStringIncludes(answer.reason, "No AI is named");
});

Deno.test("ask() refuses an empty prompt", async () => {
  const surroundings = { environment: { get: () => undefined }, send: fetch };
  await assertRejects(() => askWith(" ", surroundings), TypeError, "the prompt is empty");
});
