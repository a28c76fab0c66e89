/** Takes out of an export what tells whose machine it was: host name, user name and home folder. */

import { VARIABLES } from "../variables.ts";

/** What must not leave the machine. */
export interface Private {
  /** Home folders, for example `/home/ada`. */
  readonly homes: readonly string[];
  /** User names. */
  readonly users: readonly string[];
  /** Names of the machine. */
  readonly hosts: readonly string[];
}

/** Shorter names than this would be found in ordinary words; they are replaced in paths and addresses only. */
const WORD_CHARACTERS_MIN = 3;

/** Names that say nothing about anybody. */
const COMMON_HOSTS = new Set(["localhost", "localhost.localdomain"]);

/** What must not leave this machine. What may not be asked for is not known and left out. */
export function privateFacts(): Private {
  // Not imported: loading it took 4 ms at the start of every program that uses "probes", and only an export asks.
  const system = process.getBuiltinModule("node:os");
  const user = asked(() => system.userInfo().username);
  const home = asked(() => system.homedir());
  const variable = (name: string) => VARIABLES.get(name) ?? null;
  const host = asked(() => system.hostname());
  const [shortHost] = (host ?? "").split(".");
  return {
    homes: unique([home, variable("HOME")]).filter((path) => path !== "/"),
    users: unique([user, variable("USER"), variable("LOGNAME")]),
    hosts: unique([host, shortHost]).filter((name) => !COMMON_HOSTS.has(name)),
  };
}

/** Redacts every text within plain data; names of fields and numbers stay as they are. */
export function redact<Data>(data: Data, facts: Private = privateFacts()): Data {
  return redactWith(facts)(data);
}

/** The same for much data, with the facts asked for only once. */
export function redactWith(facts: Private = privateFacts()): <Data>(data: Data) => Data {
  const replace = redactor(facts);
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return replace(value);
    if (Array.isArray(value)) return value.every(isNumber) ? value : value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry)]));
  };
  // Texts become texts and everything else stays what it is.
  return <Data>(data: Data) => walk(data) as Data;
}

/** What replaces private names in a text. */
export function redactor(facts: Private): (text: string) => string {
  const rules: [pattern: RegExp, replacement: string][] = [
    ...longestFirst(facts.homes).map((home): [RegExp, string] => [
      new RegExp(`${escaped(home.replace(/\/+$/, ""))}(?![\\w.-])`, "g"),
      "~",
    ]),
    // Home folders of other people, wherever the file comes from.
    [/(?<![\w~])\/(?:home|Users)\/[^/\s:;"']+/g, "~"],
    // Where a compiler's option runs into the path, as in -I/home/ada/include.
    [/(?<=(?:^|[\s'"=])-[A-Za-z])\/(?:home|Users)\/[^/\s:;"']+/g, "~"],
    [/(?<![\w])[A-Za-z]:\\Users\\[^\\\s:;"']+/g, "~"],
    ...longestFirst(facts.hosts).map((name): [RegExp, string] => [word(name), "host"]),
    ...longestFirst(facts.users).map((name): [RegExp, string] => [word(name), "user"]),
  ];
  return (text) => rules.reduce((known, [pattern, to]) => known.replace(pattern, to), text);
}

function word(name: string): RegExp {
  const text = escaped(name);
  return name.length >= WORD_CHARACTERS_MIN
    ? new RegExp(`(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])`, "gu")
    : new RegExp(
      `(?<=[/\\\\])${text}(?=[/\\\\]|$)|(?<![\\w])${text}(?=@)|(?<=@)${text}(?!\\w)`,
      "g",
    );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function longestFirst(texts: readonly string[]): string[] {
  return texts.toSorted((left, right) => right.length - left.length);
}

function unique(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => typeof text === "string" && text !== ""))] as string[];
}

/** A cell may lack the permission, and a container the user. */
function asked(ask: () => string | undefined): string | null {
  try {
    return ask() ?? null;
  } catch {
    // What nobody here can tell cannot be in our files either.
    return null;
  }
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}
