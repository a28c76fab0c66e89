/** A number that the reader sets by a slider. */

import { z } from "zod";
import { DISPLAY } from "../../../probes/mod.ts";
import type { WidgetComms } from "./comm_port.ts";
import { createWidgetModel } from "./model.ts";

/** What a slider is made from. */
export interface SliderOptions {
  /** Its left end; 0 when not given. */
  readonly min?: number;
  /** Its right end; 100 when not given. */
  readonly max?: number;
  /** The distance of two places; 1 when not given. */
  readonly step?: number;
  /** Where it stands first; at its left end when not given. */
  readonly value?: number;
  /** Stands before it. */
  readonly description?: string;
}

/** A number between two ends, shown as a slider. Looping over it with `for await` gives what the reader sets. */
export interface Slider extends AsyncIterable<number>, Disposable {
  /** Where it stands; setting it moves it on the page, to the nearer end when it lies outside. */
  value: number;
  /** Its left end. */
  readonly min: number;
  /** Its right end. */
  readonly max: number;
  /**
   * Calls back with the value whenever the reader moves it: while a cell awaits, and when none runs. Not called when a cell
   * sets the value. Disposing what it returns ends that.
   */
  onChange(callback: (value: number) => unknown): Disposable;
  /** Takes it off the page; loops over it end. */
  close(): void;
  /** Shows it as the last value of a cell. */
  [DISPLAY](): Readonly<Record<string, unknown>>;
  /** What it says without a page. */
  toString(): string;
}

/**
 * A slider. It is shown as the last value of a cell, or by `Deno.jupyter.display(it)`; a front end without widgets shows
 * a line of text.
 *
 * `for await (const value of it)` runs for each value that the reader sets, until Stop or `close()`; what is set while the
 * loop is busy is skipped but for the latest.
 *
 * ```ts
 * import { slider } from "workbook";
 *
 * const threads = slider({ min: 1, max: 8, value: 2, description: "threads" });
 * threads.onChange((value) => console.log(`moved to ${value}`));
 * threads.value = 4;
 * const text: string = threads.toString(); // "threads: 4 (1 to 8)"
 * ```
 */
export function slider(options: SliderOptions = {}): Slider {
  return createSlider(options);
}

/** A slider over the comms that `find` gives. */
export function createSlider(options: SliderOptions, find?: () => WidgetComms | null): Slider {
  const { min, max, step, start, description } = complete(options);
  const callbacks = new Set<(value: number) => unknown>();
  const closings = new Set<() => void>();
  let value = start;
  const kind = isWhole({ min, max, step, start }) ? "IntSlider" : "FloatSlider";
  const model = createWidgetModel({
    classes: { model: `${kind}Model`, view: `${kind}View`, style: "SliderStyleModel" },
    state: { min, max, step, value, description, ...looks({ min, max, step, start }) },
    async onState(changed) {
      const parsed = z.number().safeParse(changed["value"]);
      if (!parsed.success) return;
      value = within(parsed.data, { min, max });
      await Promise.all([...callbacks].map((callback) => callback(value)));
    },
    ...(find === undefined ? {} : { find }),
  });
  const close = () => {
    model.close();
    for (const end of closings) end();
  };
  const self: Slider = {
    get value() {
      return value;
    },
    set value(wanted) {
      value = within(demandNumber("value", wanted), { min, max });
      model.update({ value });
    },
    min,
    max,
    onChange(callback) {
      callbacks.add(callback);
      return { [Symbol.dispose]: () => void callbacks.delete(callback) };
    },
    close,
    [Symbol.dispose]: close,
    [Symbol.asyncIterator]: () => latestValues({ callbacks, closings }),
    [DISPLAY]: () => model.bundle(self.toString()),
    toString: () =>
      `${description === "" ? "" : `${description}: `}${shortest(value)} (${min} to ${max})`,
  };
  return self;
}

interface Listeners {
  readonly callbacks: Set<(value: number) => unknown>;
  readonly closings: Set<() => void>;
}

/** The values as they come; of those that come while nobody waits, the latest. */
function latestValues({ callbacks, closings }: Listeners): AsyncIterableIterator<number> {
  let latest: number | null = null;
  let waiting: PromiseWithResolvers<void> | null = null;
  let hasEnded = false;
  const take = (value: number) => {
    latest = value;
    waiting?.resolve();
  };
  const end = () => {
    hasEnded = true;
    callbacks.delete(take);
    closings.delete(end);
    waiting?.resolve();
  };
  callbacks.add(take);
  closings.add(end);
  return {
    async next() {
      if (latest === null && !hasEnded) {
        waiting = Promise.withResolvers<void>();
        await waiting.promise;
      }
      if (latest === null) return { done: true, value: undefined };
      const value = latest;
      latest = null;
      return { done: false, value };
    },
    return() {
      end();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly start: number;
}

function complete(
  { min = 0, max = 100, step = 1, value = min, description = "" }: SliderOptions,
): Scale & { readonly description: string } {
  demandNumber("min", min);
  demandNumber("max", max);
  if (demandNumber("step", step) <= 0) {
    throw new RangeError(`Cannot make a slider: "step" is ${step}, not above 0`);
  }
  if (min > max) throw new RangeError(`Cannot make a slider: "min" ${min} is above "max" ${max}`);
  const start = within(demandNumber("value", value), { min, max });
  return { min, max, step, start, description };
}

function demandNumber(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new TypeError(`Cannot use "${name}" of a slider: it is ${value}, not a finite number`);
}

function within(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, value));
}

/** Without what adding steps of 0.1 leaves behind. */
function shortest(value: number): string {
  return `${Number(value.toPrecision(12))}`;
}

/** The front end's slider for whole numbers refuses others. */
function isWhole({ min, max, step, start }: Scale): boolean {
  return [min, max, step, start].every(Number.isInteger);
}

/** How the front end writes the number: with as many decimals as its places have. */
function looks(scale: Scale): Record<string, unknown> {
  const texts = [scale.min, scale.step, scale.start].map(String);
  const decimals = Math.max(...texts.map((text) => text.split(".")[1]?.length ?? 0));
  return {
    readout: true,
    readout_format: isWhole(scale) ? "d" : `.${decimals}f`,
    continuous_update: true,
    orientation: "horizontal",
  };
}
