/** Tests of charts that grow, on measurements and a page that are made up. */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DISPLAY, type DisplayBundle, type StopCallbacks } from "../../../probes/mod.ts";
import type { DrawnChart } from "./chart.ts";
import { type LiveChartSpec, makeLiveChart, type Standing } from "./live.ts";

interface Count extends Standing {
  readonly rounds: number;
  readonly ending: { readonly kind: string };
}

const RUNNING = { kind: "running" };

/** A measurement that gives what it is told, result by result, each only when the one before was drawn. */
class FakeMeasurement implements PromiseLike<Count> {
  readonly log: string[];
  latest: Count | null = null;
  readonly #results: readonly Count[];
  #watcher: (partial: Count) => void | Promise<void> = () => {};

  constructor(results: readonly Count[], log: string[] = []) {
    this.#results = results;
    this.log = log;
  }

  watch(watcher: (partial: Count) => void | Promise<void>) {
    this.#watcher = watcher;
    return () => {};
  }

  then<Value, Failure>(
    onResult?: ((result: Count) => Value | PromiseLike<Value>) | null,
    onFailure?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    return this.#run().then(onResult, onFailure);
  }

  async #run(): Promise<Count> {
    for (const result of this.#results) {
      this.log.push(`process ${result.rounds}`);
      this.latest = result;
      await this.#watcher(result);
    }
    if (this.latest === null) throw new RangeError("Cannot measure: no interpreter");
    return this.latest;
  }
}

function drawCounts(log: string[] = []): LiveChartSpec<Count>["draw"] {
  return async (results) => {
    // A turn of the event loop, as drawing takes.
    await new Promise((resolve) => setTimeout(resolve, 1));
    const text = results.map((result) =>
      result === null ? "none" : `${result.rounds} ${result.ending.kind}`
    ).join(", ");
    log.push(`drawn ${text}`);
    const drawing = { width: 10, height: 10, content: `<rect width="5" height="5"/>` };
    return { drawing, description: text, text } satisfies DrawnChart;
  };
}

function fakePage(log: string[] = []) {
  const shown: DisplayBundle[] = [];
  const openDisplay = () => ({
    show(bundle: DisplayBundle) {
      shown.push(bundle);
      log.push(`shown ${bundle["text/plain"]}`);
      return Promise.resolve();
    },
  });
  return { shown, openDisplay };
}

function counts(kind: string, running = 2): Count[] {
  return [
    ...Array.from({ length: running }, (_, rounds) => ({ rounds, ending: RUNNING })),
    { rounds: running, ending: { kind } },
  ];
}

Deno.test("a live chart shows every partial picture before the next process starts", async () => {
  const log: string[] = [];
  const { openDisplay } = fakePage(log);
  const source = new FakeMeasurement(counts("complete"), log);
  const bundle = await makeLiveChart<Count>({
    sources: [source],
    draw: drawCounts(log),
    openDisplay,
  })[DISPLAY]();
  assertEquals(bundle, {});
  assertEquals(log, [
    "drawn none",
    "shown none",
    "process 0",
    "drawn 0 running",
    "shown 0 running",
    "process 1",
    "drawn 1 running",
    "shown 1 running",
    "process 2",
    "drawn 2 complete",
    "shown 2 complete",
    "shown 2 complete",
  ]);
});

Deno.test("a live chart ends with the complete bundle; partial pictures have no PNG", async () => {
  const { shown, openDisplay } = fakePage();
  const source = new FakeMeasurement(counts("complete"));
  await makeLiveChart<Count>({ sources: [source], draw: drawCounts(), openDisplay })[DISPLAY]();
  const last = shown.pop() ?? {};
  assertEquals(Object.keys(last).sort(), ["image/png", "text/html", "text/plain"]);
  for (const bundle of shown) {
    assertEquals(Object.keys(bundle).sort(), ["text/html", "text/plain"]);
    assert(!/<svg|<script/.test(bundle["text/html"] ?? ""), "lost in an untrusted notebook");
  }
});

Deno.test("a live chart keeps what there was after a stop, and begins nothing new", async () => {
  const { shown, openDisplay } = fakePage();
  const log: string[] = [];
  const sources = [
    new FakeMeasurement(counts("stopped")),
    new FakeMeasurement(counts("complete"), log),
  ];
  await makeLiveChart<Count>({ sources, draw: drawCounts(), openDisplay })[DISPLAY]();
  assertEquals(shown.at(-1)?.["text/plain"], "2 stopped, none");
  assertEquals(log, []);
});

/** A Stop as a kernel's: what is told of it can be called by hand. */
function fakeStop() {
  let told: StopCallbacks | null = null;
  return {
    listen(callbacks: StopCallbacks) {
      told = callbacks;
      return () => told = null;
    },
    isHeard: () => told !== null,
    atOnce: () => told?.atOnce?.(),
    later: () => told?.later(),
  };
}

Deno.test("a live chart whose last drawing a Stop has ended is drawn anew", async () => {
  const shown: DisplayBundle[] = [];
  const hasPicture = Promise.withResolvers<void>();
  const openDisplay = () => ({
    show(bundle: DisplayBundle) {
      shown.push(bundle);
      if ("image/png" in bundle) hasPicture.resolve();
      return Promise.resolve();
    },
  });
  const stop = fakeStop();
  const isEnded = Promise.withResolvers<void>();
  let isFirst = true;
  const draw = drawCounts();
  const source = new FakeMeasurement(counts("stopped"));
  void makeLiveChart<Count>({
    sources: [source],
    async draw(results) {
      if (results[0]?.ending.kind === "stopped" && isFirst) {
        isFirst = false;
        isEnded.resolve();
        // As code that a kernel has ended: nothing of it is ever heard again.
        await new Promise<never>(() => {});
      }
      return await draw(results);
    },
    openDisplay,
    listen: stop.listen,
  })[DISPLAY]();
  await isEnded.promise;
  assertEquals(shown.at(-1)?.["text/plain"], "1 running");
  stop.atOnce();
  stop.later();
  await hasPicture.promise;
  assertEquals(shown.at(-1)?.["text/plain"], "2 stopped");
});

Deno.test("a live chart that is stopped before it has measured begins nothing", async () => {
  const log: string[] = [];
  const { shown, openDisplay } = fakePage();
  const stop = fakeStop();
  const source = new FakeMeasurement(counts("complete"), log);
  const draw = drawCounts();
  await makeLiveChart<Count>({
    sources: [source],
    draw(results) {
      stop.atOnce();
      return draw(results);
    },
    openDisplay,
    listen: stop.listen,
  })[DISPLAY]();
  assertEquals(log, []);
  assertEquals(shown.at(-1)?.["text/plain"], "none");
  assert(!stop.isHeard(), "nobody listens any more");
});

Deno.test("a live chart measures one source after the other", async () => {
  const { openDisplay } = fakePage();
  const log: string[] = [];
  const sources = [1, 2].map((count) => new FakeMeasurement(counts("complete", count), log));
  await makeLiveChart<Count>({ sources, draw: drawCounts(), openDisplay })[DISPLAY]();
  assertEquals(log, ["process 0", "process 1", "process 0", "process 1", "process 2"]);
});

Deno.test("a live chart of something that is over is a plain bundle", async () => {
  const over = { rounds: 3, ending: { kind: "complete" } };
  const ended = new FakeMeasurement([over]);
  await ended;
  for (const source of [over, ended]) {
    const { shown, openDisplay } = fakePage();
    const bundle = await makeLiveChart<Count>({
      sources: [source],
      draw: drawCounts(),
      openDisplay,
    })[DISPLAY]();
    assertEquals(bundle["text/plain"], "3 complete");
    assertStringIncludes(Object.keys(bundle).join(), "image/png");
    assertEquals(shown, []);
  }
});

Deno.test("a live chart without a page waits for the end and is a plain bundle", async () => {
  const source = new FakeMeasurement(counts("complete"));
  const chart = makeLiveChart<Count>({
    sources: [source],
    draw: drawCounts(),
    openDisplay: () => null,
  });
  assertEquals((await chart[DISPLAY]())["text/plain"], "2 complete");
});

Deno.test("a live chart goes on when a partial picture cannot be drawn", async () => {
  const { shown, openDisplay } = fakePage();
  const draw = drawCounts();
  const chart = makeLiveChart<Count>({
    sources: [new FakeMeasurement(counts("complete"))],
    draw: async (results) => {
      if (results[0]?.rounds === 1) throw new RangeError("too many marks");
      return await draw(results);
    },
    openDisplay,
  });
  await chart[DISPLAY]();
  assertEquals(shown.at(-1)?.["text/plain"], "2 complete");
});

Deno.test("a live chart hands on why there is no result", async () => {
  const { openDisplay } = fakePage();
  const chart = makeLiveChart<Count>({
    sources: [new FakeMeasurement([])],
    draw: drawCounts(),
    openDisplay,
  });
  await assertRejects(async () => await chart[DISPLAY](), RangeError, "no interpreter");
});

Deno.test("a live chart refuses a result that is none", async () => {
  const check = () => {
    throw new TypeError("Cannot draw: this is no count");
  };
  const source = new FakeMeasurement(counts("complete"));
  const chart = makeLiveChart<Count>({
    sources: [source],
    draw: drawCounts(),
    check,
    openDisplay: () => null,
  });
  await assertRejects(() => chart.toText(), TypeError, "this is no count");
});
