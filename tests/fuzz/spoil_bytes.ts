/** Bytes with a few things wrong: flipped, missing, doubled, moved, or claiming to be huge. */

import { concat } from "./concat.ts";
import type { Draw } from "./draw.ts";

/** Values that mean something to some layer: flags, lengths, signs, the ends of text. */
const TELLING: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 0x7f, 0x80, 0xfe, 0xff];

/** Most bytes that one spoiling adds or takes away. Chosen. */
const RANGE_MAX = 40;

/** Spoils `bytes` in some places, often in none of them; the input is left alone. */
export function spoilBytes(bytes: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  let spoilt = Uint8Array.from(bytes);
  for (let share = 0.9; draw.spoils(share); share = 0.5) spoilt = spoilOnce(spoilt, draw);
  return spoilt;
}

function spoilOnce(bytes: Uint8Array<ArrayBuffer>, draw: Draw): Uint8Array<ArrayBuffer> {
  const at = draw.int(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + draw.int(RANGE_MAX));
  const [head, range, tail] = [bytes.slice(0, at), bytes.slice(at, end), bytes.slice(end)];
  switch (draw.int(9)) {
    case 0:
      return bytes.map((byte, index) => index === at ? byte ^ (1 << draw.int(8)) : byte);
    case 1:
      return bytes.map((byte, index) => index === at ? draw.pick(TELLING) : byte);
    case 2:
      return concat([head, draw.bytes(1 + draw.int(RANGE_MAX)), range, tail]);
    case 3:
      return concat([head, tail]);
    case 4:
      return concat([head, range, range, tail]);
    case 5:
      return head;
    case 6:
      return concat([tail, range, head]);
    case 7:
      return concat([head, hugeLength(draw), tail]);
    default:
      return concat([head, draw.bytes(range.length), tail]);
  }
}

/** The header of a long frame with a length of up to 2^64 - 1. */
function hugeLength(draw: Draw): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(9);
  header[0] = draw.pick([2, 3, 6]);
  header.fill(0xff, 1 + draw.int(8));
  return header;
}
