/** Reads a number as people state it: `48`, `"2.4 s"`, `"about 47,6 ms"`, `"150 million/s"`. */

/** A number that was stated, in the unit that was asked for. */
export interface StatedNumber {
  readonly value: number;
  /** One unit of its last digit: whoever says `2.4` speaks of nothing finer than 0.1. */
  readonly step: number;
}

/** A stated number, or why there is none. */
export type StatedReading =
  | ({ kind: "number" } & StatedNumber)
  /** Goes on after the name of the field: "has two numbers". */
  | { kind: "unreadable"; why: string };

/** Thousands in groups, a decimal point or comma, an exponent; not a part of a name such as `py3`. */
const NUMBER =
  /(?<![\w.])[+-]?(?:\d{1,3}(?:[,_ ]\d{3})+(?!\d)|\d+(?:_\d+)*)(?:[.,]\d+)?(?:[eE][+-]?\d+)?/g;

const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  millions: 1e6,
  mio: 1e6,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
};

/** What units of one kind are worth in their smallest one in use: seconds, bytes, per cent. */
const KINDS: readonly Readonly<Record<string, number>>[] = [
  {
    ns: 1e-9,
    nanoseconds: 1e-9,
    µs: 1e-6,
    us: 1e-6,
    microseconds: 1e-6,
    ms: 1e-3,
    milliseconds: 1e-3,
    s: 1,
    sec: 1,
    secs: 1,
    second: 1,
    seconds: 1,
    min: 60,
    mins: 60,
    minute: 60,
    minutes: 60,
    h: 3600,
    hour: 3600,
    hours: 3600,
  },
  {
    b: 1,
    byte: 1,
    bytes: 1,
    kb: 1e3,
    kib: 1024,
    mb: 1e6,
    mib: 1024 ** 2,
    gb: 1e9,
    gib: 1024 ** 3,
  },
  { "%": 1, percent: 1 },
];

/** Reads an answer; a text may say another unit of the same kind, a bare number is in the unit asked for. */
export function readStated(answer: number | string, unit = ""): StatedReading {
  const text = plainText(String(answer));
  const found = [...text.matchAll(NUMBER)];
  const [first] = found;
  if (first === undefined) return { kind: "unreadable", why: "has no number" };
  if (found.length > 1) return { kind: "unreadable", why: "has more than one number" };
  const asked = readUnit(plainText(unit));
  const stated = readUnit(text.slice(first.index + first[0].length));
  const factor = factorOf(stated, asked);
  if (factor === null) {
    return { kind: "unreadable", why: `is in ${stated.word}, and ${unit} is needed` };
  }
  const { value, step } = digitsOf(first[0]);
  return Number.isFinite(value)
    ? { kind: "number", value: value * factor, step: step * factor }
    : { kind: "unreadable", why: "has no number that can be computed with" };
}

interface Unit {
  /** Of a "million" before it, or 1. */
  readonly scale: number;
  /** The first word that is a unit; empty where there is none. */
  readonly word: string;
}

function readUnit(text: string): Unit {
  const words = text.toLowerCase().split(/[\s()[\]]+/).flatMap((word) => word.split(/(?=\/)/))
    .map((word) => word.replace(/[.,;:!?]+$/, "")).filter((word) => word !== "");
  const scale = SCALES[words[0] ?? ""];
  const rest = scale === undefined ? words : words.slice(1);
  return { scale: scale ?? 1, word: rest[0] ?? "" };
}

/** What turns the stated unit into the one asked for; null where they are of different kinds. */
function factorOf(stated: Unit, asked: Unit): number | null {
  const scale = stated.word === "" && stated.scale === 1 ? 1 : stated.scale / asked.scale;
  const kind = KINDS.find((units) => asked.word in units);
  const [own, wanted] = [kind?.[stated.word], kind?.[asked.word]];
  if (own !== undefined && wanted !== undefined) return scale * own / wanted;
  const isOfAnotherKind = KINDS.some((units) => stated.word in units);
  return isOfAnotherKind && asked.word !== "" && kind !== undefined ? null : scale;
}

function digitsOf(number: string): StatedNumber {
  // Behind the thousands a comma is a point.
  const digits = number.replace(/(\d)[,_ ](?=\d{3}(?!\d))/g, "$1").replaceAll("_", "")
    .replace(",", ".");
  const [mantissa = "", exponent = "0"] = digits.toLowerCase().split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  return { value: Number(digits), step: 10 ** (Number(exponent) - decimals) };
}

/** One sign for each minus, micro and per cent. */
function plainText(text: string): string {
  return text.slice(0, TEXT_CHARACTERS_MAX).replaceAll("−", "-").replaceAll("μ", "µ")
    .replace(/per\s?cent/gi, "%").replaceAll("%", " % ").replaceAll("\u00a0", " ").trim();
}

/** Nobody states a number in more; a pasted page is not searched. */
const TEXT_CHARACTERS_MAX = 400;
