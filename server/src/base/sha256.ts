// Computes SHA-256 (FIPS 180-4) where no platform module may be asked.

const ROUNDS = 64;
const BLOCK = 64;

/** The digest of bytes or of a text in UTF-8, as 64 lower-case hex digits. A lone surrogate counts as U+FFFD. */
export function sha256(message: string | Uint8Array): string {
  const blocks = pad(typeof message === "string" ? new TextEncoder().encode(message) : message);
  const state = Int32Array.from(seed);
  const words = new Int32Array(ROUNDS);
  for (let at = 0; at < blocks.byteLength; at += BLOCK) compress(state, words, blocks, at);
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The message, a one bit, zeros, and its length in bits (§5.1.1). */
function pad(message: Uint8Array): DataView {
  const blocks = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK);
  blocks.set(message);
  blocks[message.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(message.length / 0x2000_0000));
  view.setUint32(blocks.length - 4, message.length << 3);
  return view;
}

function compress(state: Int32Array, words: Int32Array, blocks: DataView, at: number): void {
  for (let t = 0; t < 16; t++) words[t] = blocks.getInt32(at + t * 4);
  for (let t = 16; t < ROUNDS; t++) {
    const x = words[t - 15]!;
    const y = words[t - 2]!;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    words[t] = (words[t - 16]! + s0 + words[t - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]; // its length is 8
  for (let t = 0; t < ROUNDS; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[t]! + words[t]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = state[i]! + word;
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits of the fractional parts of the roots of the first primes: square roots, then cube roots (§4.2.2, §5.3.3). */
const seed = primes(8).map((prime) => fraction(Math.sqrt(prime)));
const constants = primes(ROUNDS).map((prime) => fraction(Math.cbrt(prime)));

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 0x1_0000_0000) | 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}
