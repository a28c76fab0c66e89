/** Tests of the slider, on a front end that is made up. */
import { assertEquals, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { fakeFrontEnd } from "../../../tests/support/fake_comms.ts";
import { createSlider, slider, type SliderOptions } from "./slider.ts";

const VIEW = "application/vnd.jupyter.widget-view+json";

Deno.test("slider() opens layout, style and model when it is shown, and only then", () => {
  const { comms, sent, commOf } = fakeFrontEnd();
  const moved = createSlider({ min: 1, max: 8, value: 2, description: "threads" }, () => comms);
  moved.value = 3;
  assertEquals(sent, []);
  const shown = moved[DISPLAY]();
  const id = commOf("IntSliderModel");
  assertEquals(shown, {
    [VIEW]: { version_major: 2, version_minor: 0, model_id: id },
    "text/plain": "threads: 3 (1 to 8)",
  });
  const opened = sent.map(({ type, data }) => [type, Object(data["state"])["_model_name"]]);
  assertEquals(opened, [
    ["open", "LayoutModel"],
    ["open", "SliderStyleModel"],
    ["open", "IntSliderModel"],
  ]);
  const state = Object(sent[2]?.data["state"]);
  assertEquals([state.min, state.max, state.step, state.value], [1, 8, 1, 3]);
  assertEquals(state.layout, `IPY_MODEL_${commOf("LayoutModel")}`);
  assertEquals(state.style, `IPY_MODEL_${commOf("SliderStyleModel")}`);
});

Deno.test("slider() is shown twice as the same model", () => {
  const { comms, sent } = fakeFrontEnd();
  const moved = createSlider({}, () => comms);
  assertEquals(moved[DISPLAY](), moved[DISPLAY]());
  assertEquals(sent.length, 3);
});

Deno.test("slider() without a front end for widgets is a line of text", () => {
  assertEquals(slider({ description: "n" })[DISPLAY](), { "text/plain": "n: 0 (0 to 100)" });
  assertEquals(slider({ min: 0, max: 1, step: 0.1, value: 0.1 + 0.2 }).toString(), "0.3 (0 to 1)");
});

Deno.test("slider() moves on the page when a cell sets it, and not beyond its ends", () => {
  const { comms, sent, commOf } = fakeFrontEnd();
  const moved = createSlider({ max: 10 }, () => comms);
  moved[DISPLAY]();
  moved.value = 99;
  assertEquals(moved.value, 10);
  assertEquals(sent.at(-1), {
    type: "message",
    commId: commOf("IntSliderModel"),
    target: "jupyter.widget",
    data: { method: "update", state: { value: 10 }, buffer_paths: [] },
  });
});

Deno.test("slider() calls back with what the reader sets, until that is disposed", async () => {
  const { comms, sent, say, commOf } = fakeFrontEnd();
  const moved = createSlider({ max: 10 }, () => comms);
  moved[DISPLAY]();
  const id = commOf("IntSliderModel");
  const seen: number[] = [];
  const listening = moved.onChange((value) => seen.push(value));
  moved.value = 1;
  await say(id, { method: "update", state: { value: 7 }, buffer_paths: [] });
  await say(id, { method: "update", state: { value: 700 }, buffer_paths: [] });
  assertEquals(sent.at(-1)?.data["method"], "echo_update");
  listening[Symbol.dispose]();
  await say(id, { method: "update", state: { value: 8 }, buffer_paths: [] });
  assertEquals([seen, moved.value], [[7, 10], 8]);
});

const NOT_VALUES: [name: string, data: Record<string, unknown>][] = [
  ["a value that is no number", { method: "update", state: { value: "7" } }],
  ["no value", { method: "update", state: { description: "x" } }],
  ["no state", { method: "update" }],
  ["another method", { method: "custom", content: { event: "click" } }],
  ["no method", { state: { value: 7 } }],
  ["a state that is no object", { method: "update", state: 7 }],
];

for (const [name, data] of NOT_VALUES) {
  Deno.test(`slider() stays where it is when the page sends ${name}`, async () => {
    const { comms, say, commOf } = fakeFrontEnd();
    const moved = createSlider({ value: 5 }, () => comms);
    moved[DISPLAY]();
    moved.onChange(() => {
      throw new Error("Cannot be: nothing was set");
    });
    await say(commOf("IntSliderModel"), data);
    assertEquals(moved.value, 5);
  });
}

Deno.test("slider() in a loop gives what the reader sets, of a burst the latest, and ends when closed", async () => {
  const { comms, sent, say, commOf } = fakeFrontEnd();
  const moved = createSlider({}, () => comms);
  moved[DISPLAY]();
  const id = commOf("IntSliderModel");
  const set = (value: number) => say(id, { method: "update", state: { value } });
  const seen: number[] = [];
  const values = moved[Symbol.asyncIterator]();
  const first = values.next();
  await set(1);
  seen.push((await first).value);
  await set(2);
  await set(3);
  for await (const value of { [Symbol.asyncIterator]: () => values }) {
    seen.push(value);
    if (value === 3) await set(4);
    else moved.close();
  }
  assertEquals(seen, [1, 3, 4]);
  assertEquals(sent.slice(-3).map(({ type }) => type), ["close", "close", "close"]);
});

Deno.test("slider() answers a page that was loaded anew, for one model and for all", async () => {
  const { comms, sent, say, ask, commOf } = fakeFrontEnd();
  const moved = createSlider({ max: 10 }, () => comms);
  moved[DISPLAY]();
  moved.value = 4;
  const id = commOf("IntSliderModel");
  await say(id, { method: "request_state" });
  assertEquals(Object(sent.at(-1)?.data["state"]).value, 4);
  await ask("jupyter.widget.control", { method: "request_states" });
  const { data = {} } = sent.at(-1) ?? {};
  assertEquals(data["method"], "update_states");
  const model = Object(data["states"])[id];
  assertEquals(
    [model.model_name, model.model_module, model.model_module_version, model.state.value],
    ["IntSliderModel", "@jupyter-widgets/controls", "2.0.0", 4],
  );
  moved.close();
  await ask("jupyter.widget.control", { method: "request_states" });
  assertEquals(Object(sent.at(-1)?.data["states"])[id], undefined);
});

const KINDS: [options: SliderOptions, model: string, format: string][] = [
  [{ min: 0, max: 5 }, "IntSliderModel", "d"],
  [{ min: 0, max: 1, step: 0.05 }, "FloatSliderModel", ".2f"],
  [{ min: 0.5, max: 9 }, "FloatSliderModel", ".1f"],
];

for (const [options, model, format] of KINDS) {
  Deno.test(`slider() from ${JSON.stringify(options)} is shown as ${model} in "${format}"`, () => {
    const { comms, sent, commOf } = fakeFrontEnd();
    createSlider(options, () => comms)[DISPLAY]();
    const opened = sent.find(({ commId }) => commId === commOf(model));
    assertEquals(Object(opened?.data["state"]).readout_format, format);
  });
}

const REFUSED: [options: SliderOptions, message: string][] = [
  [{ min: 2, max: 1 }, 'Cannot make a slider: "min" 2 is above "max" 1'],
  [{ step: 0 }, 'Cannot make a slider: "step" is 0, not above 0'],
  [{ value: NaN }, 'Cannot use "value" of a slider: it is NaN, not a finite number'],
  [{ max: Infinity }, 'Cannot use "max" of a slider: it is Infinity, not a finite number'],
];

for (const [options, message] of REFUSED) {
  Deno.test(`slider() refuses ${message}`, () => {
    assertThrows(() => slider(options), Error, message);
  });
}
