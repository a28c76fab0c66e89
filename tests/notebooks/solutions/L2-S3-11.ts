/** Answers to `L2-S3-11`, with five settings as an old laptop might measure them. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

function setting(
  name: string,
  values: {
    readonly longestRequest: readonly number[];
    readonly wall: readonly number[];
    readonly peakRss: readonly number[];
  },
  collections = "gen0 80, gen1 7, gen2 1",
) {
  const counts = values.wall.map(() => collections);
  return { label: name, params: { setting: name }, values: { ...values, collections: counts } };
}

const NONE = "gen0 0, gen1 0, gen2 0";

const FIVE = fakeRunsOf("gc_pauses", [
  setting("default", { longestRequest: [55, 60], wall: [440, 460], peakRss: [37, 37] }),
  setting("disable", { longestRequest: [0.3, 0.4], wall: [200, 210], peakRss: [118, 118] }, NONE),
  setting("freeze", { longestRequest: [6, 8], wall: [380, 395], peakRss: [40, 40] }),
  setting("threshold", { longestRequest: [11, 13], wall: [390, 400], peakRss: [43, 43] }),
  setting("manual", { longestRequest: [0.2, 0.3], wall: [600, 640], peakRss: [46, 46] }),
]);

const SLIM = fakeRunsOf("gc_pauses", [
  setting("default", { longestRequest: [55, 60], wall: [440, 460], peakRss: [37, 37] }),
  setting("disable", { longestRequest: [0.3, 0.4], wall: [200, 210], peakRss: [60, 60] }, NONE),
]);

const RIGHT = { chat: "manual", chatFigure: "longest", batch: "freeze", batchFigure: "total" };

/** The stub, the model answer, and what learners write. */
export const SETTINGS: ExerciseAnswers = {
  exercise: "L2-S3-11",
  evidence: FIVE,
  stub: { chat: null, chatFigure: null, batch: null, batchFigure: null },
  solution: RIGHT,
  wrong: [
    {
      name: "no collector for a chat",
      answer: { ...RIGHT, chat: "disable" },
      part: "for the chat",
      reason: "with every request the memory grows",
    },
    {
      name: "the default for a chat",
      answer: { ...RIGHT, chat: "default" },
      part: "for the chat",
      reason: "above the limit of 50 ms",
    },
    {
      name: "a setting for the chat that another one beats",
      answer: { ...RIGHT, chat: "threshold" },
      part: "for the chat",
      reason: '"manual" keeps the limits, too',
    },
    {
      name: "small collections for the night",
      answer: { ...RIGHT, batch: "manual" },
      part: "for the night",
      reason: '"freeze" keeps the limits, too',
    },
    {
      name: "no collector for the night, with three times the memory",
      answer: { ...RIGHT, batch: "disable" },
      part: "for the night",
      reason: "It takes 118 MiB where the default takes 37 MiB",
    },
    {
      name: "the default for the night where memory allows no collector",
      answer: { ...RIGHT, batch: "default" },
      evidence: SLIM,
      part: "for the night",
      reason: '"disable" keeps the limits, too',
    },
    {
      name: "the total for those who wait",
      answer: { ...RIGHT, chatFigure: "total" },
      part: "the figure for the chat",
      reason: "each waits for one",
    },
    {
      name: "the longest request for the night",
      answer: { ...RIGHT, batchFigure: "longest" },
      part: "the figure for the night",
      reason: "the job is done when all are",
    },
    {
      name: "a setting that was not measured",
      answer: { ...RIGHT, chat: "faster" },
      part: "for the chat",
      reason: '"faster" was not measured',
    },
  ],
};
