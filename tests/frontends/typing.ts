/** What a person does at the keyboard in a cell, in JupyterLab and in Notebook 7. */
import type { LabPage } from "../browser/lab_page.ts";

/** One line of the list that Tab opens. */
export interface OfferedName {
  readonly name: string;
  /** What the front end says it is: `function`, `property`. */
  readonly kind: string;
}

/** Writes at the end of a code cell, as if typed. */
export async function typeInCell(
  lab: LabPage,
  { index, text }: { index: number; text: string },
): Promise<void> {
  await lab.codeCell(index).locator(".cm-content").click();
  await lab.page.keyboard.press("Control+End");
  await lab.page.keyboard.type(text);
}

/** Presses Tab and reads the list that opens, when it holds a name. */
export async function pressTab(lab: LabPage, name: string): Promise<OfferedName[]> {
  const list = lab.page.locator(".jp-Completer:not(.lm-mod-hidden)");
  await lab.page.keyboard.press("Tab");
  await list.locator(".jp-Completer-match", { hasText: new RegExp(`^${name}$`) }).waitFor();
  return await list.locator(".jp-Completer-item").evaluateAll((items) =>
    items.map((item) => ({
      name: item.querySelector(".jp-Completer-match")?.textContent ?? "",
      kind: item.querySelector(".jp-Completer-typeExtended")?.textContent ?? "",
    }))
  );
}

/** Types take seconds to load the first time, on a busy machine tens of them; until then a note has what the running program knows. */
const TYPES_MS_MAX = 60_000;

/** A kernel answers within 0.2 s; the page of a busy machine takes longer. */
const NOTE_MS_MAX = 3000;

/** Presses Shift and Tab at the end of a cell, again and again until the note that opens matches. */
export async function pressShiftTab(
  lab: LabPage,
  { index, wanted }: { index: number; wanted: RegExp },
): Promise<string> {
  const note = lab.page.locator(".jp-Tooltip");
  const deadlineMs = performance.now() + TYPES_MS_MAX;
  for (let told = "";;) {
    // A click into the cell closes the note before. Escape would leave the cell where there is none.
    await typeInCell(lab, { index, text: "" });
    await note.waitFor({ state: "detached" });
    await lab.page.keyboard.press("Shift+Tab");
    // Nothing opens while nothing is known.
    const isThere = await note.waitFor({ timeout: NOTE_MS_MAX }).then(() => true, () => false);
    if (isThere) told = await note.innerText();
    if (wanted.test(told) || performance.now() > deadlineMs) return told;
  }
}

/** Answers the question that a running cell asks. */
export async function answerQuestion(
  lab: LabPage,
  { index, text }: { index: number; text: string },
): Promise<string> {
  const question = lab.codeCell(index).locator(".jp-Stdin");
  const asked = await question.locator(".jp-Stdin-prompt").innerText();
  await question.locator("input").fill(text);
  await question.locator("input").press("Enter");
  return asked;
}

/** Clicks on the line of a slider, so far from its left end as `share` of its length says. */
export async function clickSlider(
  lab: LabPage,
  { index, share }: { index: number; share: number },
): Promise<void> {
  // For 0.3 s after a click it is on its way and takes no other one.
  await lab.codeCell(index).locator(".noUi-target:not(.noUi-state-tap)").waitFor();
  const line = lab.codeCell(index).locator(".noUi-base");
  const box = await line.boundingBox();
  if (box === null) throw new Error("Cannot click on the slider: it is not on the page");
  await line.click({ position: { x: box.width * share, y: box.height / 2 }, force: true });
}

/** Waits until a progress bar is filled so far, of 1. */
export async function waitForBar(
  lab: LabPage,
  { index, share }: { index: number; share: number },
): Promise<void> {
  const bar = await lab.codeCell(index).locator(".progress-bar").elementHandle();
  await lab.page.waitForFunction(({ bar, share }) => {
    const whole = bar?.parentElement?.getBoundingClientRect().width ?? 0;
    const filled = bar?.getBoundingClientRect().width ?? 0;
    return whole > 0 && Math.abs(filled / whole - share) < 0.02;
  }, { bar, share });
}
