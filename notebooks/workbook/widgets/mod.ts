/**
 * Widgets of a page that cells drive and that drive cells: a slider and a progress bar, as ipywidgets draws them.
 *
 * Speaks the widgets' messages (ipywidgets, `packages/schema/messages.md`, version 2) over `Deno.jupyter.comms` and needs
 * no Python. Where no front end shows widgets, the values are there all the same and the output is a line of text.
 *
 * Start reading at `slider.ts`; `model.ts` is what both have in common.
 *
 * @module
 */

export { type ProgressBar, progressBar, type ProgressBarOptions } from "./progress_bar.ts";
export { type Slider, slider, type SliderOptions } from "./slider.ts";
