/** A prompt as a card: the question with the learner's own figures, to be copied into any AI. */

import { DISPLAY, type Displayable, type DisplayBundle, escapeHtml } from "../../../probes/mod.ts";
import { LEDGER } from "../ledger/ledger.ts";
import { cardHtml, type CardPart, cardText } from "../page/card.ts";
import { PATTERNS } from "./judge_sentence.ts";
import { machineLines, type PromptFacts } from "./machine_lines.ts";
import type { PromptDefinition } from "./prompt_definition.ts";
import { findPrompt } from "./prompts.ts";

/** A prompt with the learner's figures. Shows itself; nothing is sent. */
export interface PromptCard extends Displayable {
  /** Its id. */
  readonly id: string;
  /** Waits for the facts and gives the whole text, as it is copied. */
  toText(): Promise<string>;
}

/** What is asked of every AI, whatever the question. */
const INSTRUCTION =
  "For each claim name the release of CPython that it holds for. Say what I could measure that would " +
  "prove you wrong. Do not invent figures: where you have none, say so.";

/**
 * Shows a prompt with what was found and measured here, ready to be copied into any AI: the question, a block "My
 * machine", and what to ask of the answer. Folded below it: what a right answer says, and which wrong claims are to be
 * expected. Nothing is sent anywhere.
 *
 * ```ts
 * import { arms } from "probes";
 * import { promptCard } from "workbook";
 *
 * const card = promptCard("lesson1-time-saved", {
 *   python: await arms(),
 *   values: { "ns an iteration of my loop": 48 },
 * });
 * const text: string = await card.toText();
 * ```
 */
export function promptCard(id: string, facts: PromptFacts = {}): PromptCard {
  const definition = findPrompt(id);
  if (typeof facts !== "object" || facts === null) {
    throw new TypeError(
      `Cannot show prompt "${definition.id}": its facts are no object, one such as { python } is needed`,
    );
  }
  const toText = async () => {
    const lines = await machineLines(facts, { wants: definition.wants, today: new Date() });
    const question = facts.question ?? definition.question;
    return [question, "", "My machine:", ...lines, "", INSTRUCTION].join("\n");
  };
  return { id: definition.id, toText, [DISPLAY]: async () => bundleOf(definition, await toText()) };
}

function bundleOf(definition: PromptDefinition, text: string): DisplayBundle {
  const heading = `Prompt: ${definition.title}`;
  const parts = foldedParts(definition);
  const note =
    "Change the words if you like, then copy them into any AI. Nothing is sent from here. " +
    "Give what it answers to auditAnswer().";
  return {
    "text/html": `${cardHtml({ heading, parts: [{ text: note }] })}\n${fieldHtml(text)}\n${
      cardHtml({ heading: "When you have an answer", parts })
    }`,
    "text/plain": [
      cardText({ heading, parts: [{ text: note }] }),
      "",
      text,
      "",
      cardText({ heading: "When you have an answer", parts }),
    ].join("\n"),
  };
}

function foldedParts({ needs, expectWrong }: PromptDefinition): CardPart[] {
  return [
    {
      label: "What a right answer says",
      text: needs.map(({ idea }) => idea),
      isFolded: true,
    },
    {
      label: "Wrong claims to expect",
      text: expectWrong.map(wrongClaim),
      isFolded: true,
    },
  ];
}

/** The claim where its record has a card, else what holds instead. */
function wrongClaim(id: string): string {
  const record = LEDGER.find((one) => one.id === id);
  if (record !== undefined) return `${record.statement} See claim("${id}").`;
  return `${id}, of which holds: ${
    PATTERNS.find((one) => one.record === id)?.fact ?? "nothing is known"
  }`;
}

/** Lines of the field: all of them are seen, up to the height of a small screen. */
const FIELD_LINES_MAX = 30;

/** Characters of a line of the field, about: longer ones are wrapped. */
const FIELD_CHARACTERS = 84;

/**
 * The text in a field: it can be changed and selected also where no script may run, as in a notebook that is not trusted.
 * The button is made by the script, so that there is none that does nothing.
 */
function fieldHtml(text: string): string {
  const lineCount = text.split("\n").reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(line.length / FIELD_CHARACTERS)),
    1,
  );
  const rows = Math.min(FIELD_LINES_MAX, lineCount);
  // A newline that follows the tag directly would be dropped, so one is given.
  return `<div style="max-width:720px"><label><span style="display:block">The prompt:</span>` +
    `<textarea rows="${rows}" cols="80" style="width:100%">\n${
      escapeHtml(text)
    }</textarea></label>` +
    `<script>${COPY_SCRIPT}</script></div>`;
}

/**
 * Puts a button below the field that stands before this script. `navigator.clipboard` exists only on secure pages, which
 * a notebook served over plain HTTP to another machine is not: the older command is tried there.
 */
const COPY_SCRIPT = `(() => {
  const script = document.currentScript;
  const field = script && script.parentElement && script.parentElement.querySelector("textarea");
  if (!field) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy the prompt";
  const says = (words) => { button.textContent = words; };
  const older = () => {
    field.select();
    says(document.execCommand("copy") ? "Copied" : "Select the text and copy it");
  };
  button.addEventListener("click", () => {
    if (!navigator.clipboard) return older();
    navigator.clipboard.writeText(field.value).then(() => says("Copied"), older);
  });
  script.parentElement.append(button);
})();`;
