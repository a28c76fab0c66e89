/** SHA-256 (FIPS 180-4) for the first messages of a kernel, before node:crypto is loaded. */

/** Bytes that are hashed at a time (FIPS 180-4, figure 1). */
const BLOCK_BYTES = 64;

/** Where the length stands in the last block (5.1.1). */
const LENGTH_OFFSET = 56;

const ROUNDS = 64;

/** Roots of the first primes: of squares for the initial state (5.3.3), of cubes for the rounds (4.2.2). */
const INITIAL = new Int32Array(8);
const CONSTANTS = new Int32Array(ROUNDS);

{
  let count = 0;
  for (let candidate = 2; count < ROUNDS; candidate += 1) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
      isPrime &&= candidate % divisor !== 0;
    }
    if (!isPrime) continue;
    if (count < INITIAL.length) INITIAL[count] = fractionBits(Math.sqrt(candidate));
    CONSTANTS[count++] = fractionBits(Math.cbrt(candidate));
  }
}

/** The first 32 bits of the fractional part. */
function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

/** A hash that takes bytes, like node:crypto's. */
export class Sha256 {
  #state = INITIAL.slice();
  readonly #block = new Uint8Array(BLOCK_BYTES);
  #byteCount = 0;

  update(bytes: Uint8Array): this {
    let offset = 0;
    while (offset < bytes.length) {
      const used = this.#byteCount % BLOCK_BYTES;
      const piece = bytes.subarray(offset, offset + BLOCK_BYTES - used);
      this.#block.set(piece, used);
      this.#byteCount += piece.length;
      offset += piece.length;
      if (used + piece.length === BLOCK_BYTES) compress(this.#state, this.#block);
    }
    return this;
  }

  /** Ends the hash. */
  digest(): Uint8Array<ArrayBuffer> {
    const bitCount = BigInt(this.#byteCount) * 8n;
    this.update(new Uint8Array([0x80]));
    while (this.#byteCount % BLOCK_BYTES !== LENGTH_OFFSET) this.update(new Uint8Array(1));
    const length = new DataView(new ArrayBuffer(8));
    length.setBigUint64(0, bitCount);
    this.update(new Uint8Array(length.buffer));
    const digest = new DataView(new ArrayBuffer(INITIAL.length * 4));
    this.#state.forEach((word, index) => digest.setInt32(index * 4, word));
    return new Uint8Array(digest.buffer);
  }

  copy(): Sha256 {
    const other = new Sha256();
    other.#state = this.#state.slice();
    other.#block.set(this.#block);
    other.#byteCount = this.#byteCount;
    return other;
  }
}

const schedule = new Int32Array(ROUNDS);

/** 6.2.2, whose names these are: `a` to `h` are the working variables. */
function compress(state: Int32Array, block: Uint8Array): void {
  fillSchedule(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < ROUNDS; round += 1) {
    const sigma1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const constants = (CONSTANTS[round] ?? 0) + (schedule[round] ?? 0);
    const first = (h + sigma1 + ((e & f) ^ (~e & g)) + constants) | 0;
    const sigma0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sigma0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => state[index] = (state[index] ?? 0) + value);
}

function fillSchedule(block: Uint8Array): void {
  const view = new DataView(block.buffer, block.byteOffset);
  for (let round = 0; round < 16; round += 1) schedule[round] = view.getInt32(round * 4);
  for (let round = 16; round < ROUNDS; round += 1) {
    const near = schedule[round - 2] ?? 0;
    const far = schedule[round - 15] ?? 0;
    const sigma0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    const sigma1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    schedule[round] = (schedule[round - 16] ?? 0) + sigma0 + (schedule[round - 7] ?? 0) + sigma1;
  }
}

function rotate(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}
