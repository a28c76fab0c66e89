/** How far something has come, as a bar that grows. */

import { DISPLAY } from "../../../probes/mod.ts";
import type { WidgetComms } from "./comm_port.ts";
import { createWidgetModel } from "./model.ts";

/** What a progress bar is made from. */
export interface ProgressBarOptions {
  /** The value of a full bar; 100 when not given. */
  readonly max?: number;
  /** Where it begins; 0 when not given. */
  readonly value?: number;
  /** Stands before it. */
  readonly description?: string;
}

/** A bar that a cell moves. */
export interface ProgressBar extends Disposable {
  /** How far it has come, from 0 to `max`; setting it moves the bar while the cell runs. */
  value: number;
  /** The value of a full bar. */
  readonly max: number;
  /** Takes it off the page. */
  close(): void;
  /** Shows it as the last value of a cell. */
  [DISPLAY](): Readonly<Record<string, unknown>>;
  /** What it says without a page. */
  toString(): string;
}

/**
 * The shortest time between two pictures, in milliseconds: a loop may set the value a million times a second, and nobody
 * sees more than some 30 pictures in one.
 */
const REDRAW_MS = 33;

/**
 * A progress bar. Show it first (`Deno.jupyter.display(it)`, or as the last value of a cell), then set its `value`, there
 * or in a later cell; a front end without widgets shows a line of text.
 *
 * ```ts
 * import { progressBar } from "workbook";
 *
 * const done = progressBar({ max: 3, description: "files" });
 * for (const _file of ["a", "b", "c"]) done.value++;
 * const text: string = done.toString(); // "files: 3 of 3"
 * ```
 */
export function progressBar(options: ProgressBarOptions = {}): ProgressBar {
  return createProgressBar(options);
}

/** A progress bar over the comms that `find` gives; `now` in milliseconds. */
export function createProgressBar(
  { max = 100, value: start = 0, description = "" }: ProgressBarOptions,
  { find, now = () => performance.now() }: {
    readonly find?: () => WidgetComms | null;
    readonly now?: () => number;
  } = {},
): ProgressBar {
  if (!(max > 0 && max < Infinity)) {
    throw new RangeError(`Cannot make a progress bar: "max" is ${max}, not above 0`);
  }
  let value = within(start, max);
  let sentMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const model = createWidgetModel({
    classes: { model: "FloatProgressModel", view: "ProgressView", style: "ProgressStyleModel" },
    state: { min: 0, max, value, description, bar_style: barStyle(value, max) },
    ...(find === undefined ? {} : { find }),
  });
  const send = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    sentMs = now();
    model.update({ value, bar_style: barStyle(value, max) });
  };
  const close = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    model.close();
  };
  const self: ProgressBar = {
    get value() {
      return value;
    },
    set value(wanted) {
      value = within(wanted, max);
      // Without a page there is nothing to spare.
      if (!model.isShown || value === max || now() - sentMs >= REDRAW_MS) send();
      else timer ??= setTimeout(send, REDRAW_MS);
    },
    max,
    close,
    [Symbol.dispose]: close,
    [DISPLAY]: () => model.bundle(self.toString()),
    toString: () => `${description === "" ? "" : `${description}: `}${value} of ${max}`,
  };
  return self;
}

function within(value: unknown, max: number): number {
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new TypeError(`Cannot move a progress bar: its value is ${value}, not a number`);
  }
  return Math.min(max, Math.max(0, value));
}

/** A full bar is green. */
function barStyle(value: number, max: number): string {
  return value === max ? "success" : "";
}
