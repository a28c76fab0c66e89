/** Tests of starting and ending JupyterLab, with small programs in its place. */

import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { notebookUrl, startServer } from "./server.ts";
import { makeTestHost, type TestHost, writeScript } from "./test_host.ts";

/** Writes where it listens as Jupyter does, answers every request, and ends when told to. */
const FAKE_JUPYTER = `
const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: ({ port }) => {
  const folder = Deno.env.get("JUPYTER_RUNTIME_DIR");
  const text = JSON.stringify({ port, token: "t0" });
  Deno.writeTextFileSync(folder + "/jpserver-" + Deno.pid + ".json", text);
} }, () => new Response(Deno.args.join(" ")));
Deno.addSignalListener("SIGTERM", () => server.shutdown().then(() => Deno.exit(0)));
`;

Deno.test("startServer() names a port in use and the way out", async () => {
  await using host = await makeTestHost();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const server = await startServer(host, { python: "/never/run", workingCopy: host.root, port });
  if (server.kind !== "problem") throw new Error("a server was started on a port in use");
  assertEquals(server.what, `Cannot use port ${port}: another program listens there`);
  assertMatch(server.remedy, /^choose another with --port N/);
});

Deno.test("startServer() shows the last lines of a server that ends at once", async () => {
  await using host = await makeTestHost();
  const python = await writeScript(join(host.root, "python"), "echo broken package >&2; exit 3");
  const server = await startServer(host, { python, workingCopy: host.root, port: null });
  if (server.kind !== "problem") throw new Error("a server that ended counts as running");
  assertMatch(server.what, /exit code 3\n {2}broken package/);
});

Deno.test("startServer() waits until the server answers, and ends it", async () => {
  await using host = await makeTestHost();
  const server = await startFake(host);
  assertEquals(server.token, "t0");
  const response = await fetch(`http://127.0.0.1:${server.port}/`);
  assertMatch(await response.text(), /--ServerApp\.root_dir=/);
  server.stop();
  assertEquals(await server.ended, 0);
});

Deno.test("startServer() allows root only to root", async () => {
  for (const isRoot of [false, true]) {
    await using host = await makeTestHost();
    const server = await startFake({ ...host, isRoot });
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    assertEquals((await response.text()).includes("--allow-root"), isRoot);
    server.stop();
    await server.ended;
  }
});

Deno.test("startServer() switches the network of the front end off", async () => {
  await using host = await makeTestHost();
  const server = await startFake(host);
  const overrides = await Deno.readTextFile(
    join(host.checkout, ".lab/python/share/jupyter/lab/settings/overrides.json"),
  );
  assertMatch(overrides, /"fetchNews": "false"/);
  server.stop();
  await server.ended;
});

const URLS: [name: string, notebook: string | null, expected: string][] = [
  ["no notebook", null, "http://localhost:88/lab?token=t"],
  ["a notebook", "a.ipynb", "http://localhost:88/lab/tree/a.ipynb?token=t"],
  [
    "a folder and odd signs",
    "my notes/50 % #1?.ipynb",
    "http://localhost:88/lab/tree/my%20notes/50%20%25%20%231%3F.ipynb?token=t",
  ],
];

for (const [name, notebook, expected] of URLS) {
  Deno.test(`notebookUrl() addresses ${name}`, () => {
    assertEquals(notebookUrl({ port: 88, token: "t" }, notebook), expected);
  });
}

async function startFake(host: Omit<TestHost, typeof Symbol.asyncDispose>) {
  const program = join(host.root, "fake.ts");
  await Deno.writeTextFile(program, FAKE_JUPYTER);
  const python = await writeScript(
    join(host.root, "python"),
    `exec '${Deno.execPath()}' run -A --no-config '${program}' "$@"`,
  );
  const server = await startServer(host, { python, workingCopy: host.root, port: null });
  if (server.kind === "problem") throw new Error(server.what);
  return server;
}
