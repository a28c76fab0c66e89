/** Code that nobody wrote: pieces of TypeScript in any order, some of them again and again. */

import type { Draw } from "./draw.ts";

const PIECES: readonly string[] = [
  ..."( ) [ ] { } < > , ; : ? . ! ~ + - * / % = & | ^ @ # ` ' \" \\ _".split(" "),
  ..."=> ... ?. ?? ** && || ++ -- += == === << >> >>> /* */ // ${ </ /> /a/ #!".split(" "),
  ..."a b c 0 1n 0x 1e 'x' \"y\" `z` true null this super as is in of if do".split(" "),
  ..."let const var for while else new try catch finally throw return yield await async".split(" "),
  ..."function class extends implements enum namespace interface type declare abstract".split(" "),
  ..."import export from default keyof typeof infer readonly satisfies using void delete".split(
    " ",
  ),
  ..."get set static accessor switch case break continue with debugger unique asserts".split(" "),
  ...["\n", "\r\n", "\u2028", "\ufeff", "\0", "é", "😀", "\ud800", "\\u{61}", "\t", " "],
  ...["a<b<", "(a:b)=>", "a=>", "if(a)", "x:", "a?b:", "<a>", "`${", "@a ", "{a:", "[", "(", "!"],
  ...["a.b", "a()", "a[0]", "let a:b", "enum A{", "class A{", "type A=", "<a,>(", "import('"],
];

/** Enough for what grows with the square of it to be seen, and for deep stacks to end. */
const REPEATS_MAX = 6_000;

/** Some code; each thing spoilt is a piece that comes very often. */
export function drawSoup(draw: Draw): string {
  let code = "";
  const count = draw.int(40);
  for (let piece = 0; piece < count; piece++) {
    const text = draw.pick(PIECES) + (draw.chance(0.3) ? " " : "");
    const pair = draw.chance(0.2) ? text + draw.pick(PIECES) : text;
    code += draw.spoils(0.03) ? pair.repeat(draw.int(REPEATS_MAX)) : pair;
  }
  return code;
}
