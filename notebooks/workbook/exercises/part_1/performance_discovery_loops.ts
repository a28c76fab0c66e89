/** The parts of Part 1's check that are about the two loops. */

import type { CheckPart } from "../../ledger/check_result.ts";
import { isSumWritten, isTimeWritten } from "./invented.ts";
import { type Evidence, linesText, quote } from "./performance_discovery_evidence.ts";
import { EXAMPLE_LINES } from "./performance_discovery_task.ts";
import type { OutputLine, PrintedRatio } from "./printed.ts";
import type { PrintedTime } from "./printed_times.ts";
import { readNoise } from "./said_noise.ts";

/** Did it run to its end? */
export function judgeRun({ run }: Evidence): CheckPart {
  return part("runs", { points: run.ending.kind === "finished" ? 1 : 0, reason: run.message });
}

/** Was the sum computed? */
export function judgeSum({ printed, facts, run }: Evidence): CheckPart {
  const name = "sum of 1 to 1,000,000";
  const [written] = printed.sumLines;
  const computed = printed.sumLines.find((line) => !isSumWritten(line, facts.literals));
  if (computed !== undefined) return part(name, { points: 1, reason: `Found ${quote(computed)}` });
  if (written !== undefined) {
    return part(name, {
      points: 0,
      reason: `${quote(written)} stands as a text in ${run.name}: print what the loop computed`,
    });
  }
  return part(name, {
    points: 0,
    reason: "500000500000 is not in the output: one repetition is a million additions, " +
      `1 + 2 + … + 1,000,000. Print it, for example: ${EXAMPLE_LINES.sum}`,
  });
}

/** Are the two loops the same program? */
export function judgeLoops({ facts, run }: Evidence): CheckPart {
  const { kind, lines } = facts.sameLoops;
  const at = linesText(lines);
  const answer = (points: number, reason: string) => part("two equal loops", { points, reason });
  switch (kind) {
    case "two_equal_loops":
      return answer(1, `The loops in ${at} are equal, names of variables aside`);
    case "one_loop_twice":
      return answer(1, `The loop in ${at} runs twice`);
    case "one_loop_once":
      return answer(
        0,
        `The loop in ${at} is timed once: call the same function a second time, and time that too`,
      );
    case "loops_differ":
      return answer(
        0,
        `The loops in ${at} are not equal: when two programs differ, their ratio is not noise. ` +
          "Put the loop into one function and call it twice",
      );
    case "surroundings_differ":
      return answer(
        0,
        `The adding in ${at} is equal, the loops around it are not: both need the same number of repetitions`,
      );
    case "no_loop":
      return answer(
        0,
        `${run.name} has no loop that adds up the numbers to a million, for example: ` +
          "for number in range(1, 1_000_001): total += number",
      );
  }
}

/** Do the loops go to a million, 100 times? Points are lost only for what is known to be different. */
export function judgeRepetitions({ facts }: Evidence): CheckPart {
  const name = "to 1,000,000, 100 times";
  const { endLines, hundredLines, repetitionCounts, workLoops } = facts;
  const isRepeated = repetitionCounts.includes(100);
  const others = repetitionCounts.filter((count) => count > 2);
  if (workLoops.length > 0 && !isRepeated) {
    const isUnclear = facts.hasUnknownCount || hundredLines.length > 0;
    if (!isUnclear || (others.length > 0 && !facts.hasUnknownCount)) {
      return part(name, {
        points: 0,
        reason: others.length === 0
          ? `The loop in ${
            linesText([workLoops[0]?.line ?? 1])
          } is not repeated: a million additions ` +
            "are one repetition, and 100 are wanted, for example: for _ in range(100):"
          : `The loop is repeated ${others.join(" and ")} times instead of 100`,
      });
    }
  }
  if (workLoops.length === 0 && endLines.length + hundredLines.length === 0) {
    return part(name, { points: 0, reason: "Neither number stands in the source, nor a loop" });
  }
  const missing: string[] = [];
  if (endLines.length === 0) missing.push("the end, 1,000,000");
  if (!isRepeated && hundredLines.length === 0) missing.push("the repetitions, 100");
  if (missing.length === 0) {
    const found = `1,000,000 in ${linesText(endLines.slice(0, 2))}, 100 in ${
      linesText(hundredLines.slice(0, 2))
    }`;
    return part(name, { points: 1, reason: `Found ${found}` });
  }
  return {
    ...part(name, {
      points: 1,
      reason: `Not found as numbers, no points lost: which name holds ${
        missing.join(", and which ")
      }?`,
    }),
    needsReader: true,
  };
}

/** Are there two measured times, and their ratio? */
export function judgeTimes(evidence: Evidence): CheckPart {
  return part("two times and their ratio", timesAnswer(evidence));
}

function timesAnswer({ printed, facts, run }: Evidence): Answer {
  const { loopTimes, otherTimes, ratios, ratioLine } = printed;
  const [a, b] = loopTimes;
  if (a === undefined || b === undefined) {
    const found = a === undefined ? "no time" : `one time, ${a.timeText} in ${quote(a)}`;
    return lost(
      `Found ${found} of a loop, wanted two lines such as: ${EXAMPLE_LINES.times}`,
    );
  }
  if (facts.clocks.length === 0) {
    return lost(
      `${run.name} reads no clock, so ${a.timeText} and ${b.timeText} were not measured: use time.perf_counter()`,
    );
  }
  const written = loopTimes.find((time) => isTimeWritten(time, time, facts.literals));
  if (written !== undefined) {
    return lost(
      `${written.timeText} stands in the source of ${run.name}: print what the clock says`,
    );
  }
  const zero = [a, b].find(({ seconds }) => seconds <= 0);
  if (zero !== undefined) {
    return lost(`${quote(zero)} is not above zero: print more digits, or a smaller unit`);
  }
  if (a.seconds + b.seconds > run.wallMs / 1000 * 1.05) {
    const wall = (run.wallMs / 1000).toFixed(1);
    return lost(
      `${a.timeText} and ${b.timeText} are more than the ${wall} s of the whole run: is the unit right?`,
    );
  }
  const times = [...loopTimes, ...otherTimes];
  const ratio = ratios.find((printedRatio) => fits(printedRatio, times));
  if (ratio !== undefined) {
    return { points: 1, reason: `Found ${a.timeText}, ${b.timeText} and ${quote(ratio)}` };
  }
  const expected = (b.seconds / a.seconds).toPrecision(5);
  if (ratioLine === null) {
    return lost(
      `Found ${a.timeText} and ${b.timeText}, but no line with the word ratio, such as: ratio B / A: ${expected}`,
    );
  }
  return lost(
    `${quote(ratioLine)} does not fit ${a.timeText} and ${b.timeText}: their ratio is ${expected}`,
  );
}

/** Whether a ratio is that of two of the times, as exactly as their digits allow. */
function fits(ratio: PrintedRatio, times: readonly PrintedTime[]): boolean {
  return times.some((above) =>
    times.some((below) => {
      if (above === below || above.seconds <= 0 || below.seconds <= 0) return false;
      const value = above.seconds / below.seconds;
      const relative = above.roundingSeconds / above.seconds +
        below.roundingSeconds / below.seconds;
      return Math.abs(ratio.value - value) <= ratio.rounding * 1.01 + value * (relative + 0.001);
    })
  );
}

/** Does the learner call the difference noise? */
export function judgeNoise({ printed, band }: Evidence): CheckPart {
  const name = "what the difference is";
  const said = readNoise(printed.sentences);
  switch (said.kind) {
    case "noise":
      return part(name, { points: 1, reason: `Found ${quote(said.line)}` });
    case "winner":
      return part(name, { points: 0, reason: winnerText(said.line, band) });
    case "denied":
      return part(name, {
        points: 0,
        reason: `${quote(said.line)} speaks against noise, but both loops are the same program: ` +
          "what else could make a difference?",
      });
    case "unknown":
      return {
        ...part(name, {
          points: 1,
          reason: `I cannot judge ${
            quote(said.line)
          }, no points lost. Compare with: ${EXAMPLE_LINES.noise}`,
        }),
        needsReader: true,
      };
    case "nothing":
      return part(name, {
        points: 0,
        reason:
          "Found no sentence within three lines of the ratio that says what the difference is: " +
          "noise, the same, or no difference",
      });
  }
}

function winnerText(line: OutputLine, band: Evidence["band"]): string {
  const seen = band === null
    ? ""
    : ` One program compared with itself gave ratios in [${band.low.toFixed(3)}, ${
      band.high.toFixed(3)
    }] here.`;
  return `${
    quote(line)
  } names a winner, but both loops are the same program: their difference is noise. ` +
    `Swap their order, or run it again.${seen}`;
}

interface Answer {
  readonly points: number;
  readonly reason: string;
}

function lost(reason: string): Answer {
  return { points: 0, reason };
}

function part(name: string, { points, reason }: Answer): CheckPart {
  return { name, points, max: 1, reason };
}
