// Computes SHA-1, SHA-512 (FIPS 180-4) and Adler-32 (RFC 1950) of bytes.

/** 40 hex digits. */
export function sha1(message: Uint8Array): string {
  const blocks = padded(message, 64);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Uint32Array(80);
  for (let at = 0; at < blocks.byteLength; at += 64) compressSha1(state, words, blocks, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** 128 hex digits. */
export function sha512(message: Uint8Array): string {
  const blocks = padded(message, 128);
  const state = BigUint64Array.from(table512().seed);
  const words = new BigUint64Array(80);
  for (let at = 0; at < blocks.byteLength; at += 128) compressSha512(state, words, blocks, at);
  return Array.from(state, (word) => word.toString(16).padStart(16, "0")).join("");
}

export function adler32(message: Uint8Array): number {
  const modulus = 65521;
  let [a, b] = [1, 0];
  for (const byte of message) {
    a = (a + byte) % modulus;
    b = (b + a) % modulus;
  }
  return b * 65536 + a;
}

/** The message, a one bit, zeros, and its length in bits. */
function padded(message: Uint8Array, block: number): DataView {
  const lengthBytes = block / 8;
  const blocks = new Uint8Array(Math.ceil((message.length + 1 + lengthBytes) / block) * block);
  blocks.set(message);
  blocks[message.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setBigUint64(blocks.length - 8, BigInt(message.length) * 8n);
  return view;
}

function compressSha1(state: Uint32Array, words: Uint32Array, blocks: DataView, at: number): void {
  for (let t = 0; t < 16; t++) words[t] = blocks.getUint32(at + t * 4);
  for (let t = 16; t < 80; t++) words[t] = rotate(words[t - 3]! ^ words[t - 8]! ^ words[t - 14]! ^ words[t - 16]!, 1);
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number]; // its length is 5
  for (let t = 0; t < 80; t++) {
    const next = rotate(a, 5) + mixed(t, b, c, d) + e + roundConstants[Math.floor(t / 20)]! + words[t]!;
    [e, d, c, b, a] = [d, c, rotate(b, 30), a, next >>> 0];
  }
  for (const [i, word] of [a, b, c, d, e].entries()) state[i] = state[i]! + word;
}

const roundConstants = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function mixed(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) >>> 0;
  return (t >= 40 && t < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d) >>> 0;
}

function rotate(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

function compressSha512(state: BigUint64Array, words: BigUint64Array, blocks: DataView, at: number): void {
  for (let t = 0; t < 16; t++) words[t] = blocks.getBigUint64(at + t * 8);
  for (let t = 16; t < 80; t++) {
    const [x, y] = [words[t - 15]!, words[t - 2]!];
    const s0 = rotate64(x, 1n) ^ rotate64(x, 8n) ^ (x >> 7n);
    const s1 = rotate64(y, 19n) ^ rotate64(y, 61n) ^ (y >> 6n);
    words[t] = words[t - 16]! + s0 + words[t - 7]! + s1;
  }
  const { constants } = table512();
  const work = BigUint64Array.from(state);
  for (let t = 0; t < 80; t++) {
    const [a, b, c, d, e, f, g, h] = work as unknown as Eight; // its length is 8
    const s1 = rotate64(e, 14n) ^ rotate64(e, 18n) ^ rotate64(e, 41n);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + constants[t]! + words[t]!;
    const s0 = rotate64(a, 28n) ^ rotate64(a, 34n) ^ rotate64(a, 39n);
    // The array keeps 64 bits of each.
    work.set([t1 + s0 + ((a & b) ^ (a & c) ^ (b & c)), a, b, c, d + t1, e, f, g].map((word) => BigInt.asUintN(64, word)));
  }
  for (let i = 0; i < 8; i++) state[i] = state[i]! + work[i]!;
}

type Eight = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];

function rotate64(word: bigint, by: bigint): bigint {
  return BigInt.asUintN(64, (word >> by) | (word << (64n - by)));
}

interface Table512 {
  readonly seed: readonly bigint[];
  readonly constants: readonly bigint[];
}

let known: Table512 | undefined;

/** The first 64 bits of the fractional parts of the roots of the first primes: square roots, then cube roots. */
function table512(): Table512 {
  // Made when a chart asks: few do.
  known ??= {
    seed: primes(8).map((prime) => fraction(prime, 2n)),
    constants: primes(80).map((prime) => fraction(prime, 3n)),
  };
  return known;
}

function fraction(prime: bigint, degree: bigint): bigint {
  return BigInt.asUintN(64, root(prime << (64n * degree), degree));
}

/** The whole part of a root, by halving. */
function root(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << 80n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((prime) => n % prime !== 0n)) found.push(n);
  return found;
}
