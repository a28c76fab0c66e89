/** Z85, the text form of keys (ZeroMQ RFC 32): four bytes are five printable characters. */

const DIGITS =
  "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

/** The bytes of a text; null when it is none of this form. */
export function decodeZ85(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 5 !== 0) return null;
  const bytes = new Uint8Array(text.length / 5 * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 5) {
    let word = 0;
    for (const character of text.slice(at, at + 5)) {
      const digit = DIGITS.indexOf(character);
      if (digit === -1) return null;
      word = word * 85 + digit;
    }
    if (word > 0xffff_ffff) return null;
    view.setUint32(at / 5 * 4, word);
  }
  return bytes;
}

/** The text of bytes whose number four divides. */
export function encodeZ85(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    let word = view.getUint32(at);
    let group = "";
    for (let index = 0; index < 5; index++) {
      group = DIGITS.charAt(word % 85) + group;
      word = Math.floor(word / 85);
    }
    text += group;
  }
  return text;
}
