// AES with keys of 256 bits (FIPS 197), blocks chained (CBC).

const ROUNDS = 14;
const BLOCK = 16;

/** Of whole blocks; `iv` has 16 bytes. */
export function encryptBlocks(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const keys = roundKeys(key);
  const encrypted = new Uint8Array(plain.length);
  let previous = iv;
  for (let at = 0; at < plain.length; at += BLOCK) {
    const block = encryptBlock(
      keys,
      plain.slice(at, at + BLOCK).map((byte, i) => byte ^ previous[i]!),
    );
    encrypted.set(block, at);
    previous = block;
  }
  return encrypted;
}

/** Of whole blocks; `iv` has 16 bytes. */
export function decryptBlocks(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const keys = roundKeys(key);
  const plain = new Uint8Array(encrypted.length);
  let previous = iv;
  for (let at = 0; at < encrypted.length; at += BLOCK) {
    const block = encrypted.slice(at, at + BLOCK);
    const before = previous;
    plain.set(
      decryptBlock(keys, block).map((byte, i) => byte ^ before[i]!),
      at,
    );
    previous = block;
  }
  return plain;
}

function encryptBlock(keys: Uint8Array, block: Uint8Array): Uint8Array {
  let state = mixed(block, keys, 0);
  for (let round = 1; round <= ROUNDS; round++) {
    const substituted = state.map((byte) => box[byte]!);
    const shifted = substituted.map((_, i) => substituted[(i + 4 * (i % 4)) % BLOCK]!);
    state = mixed(round < ROUNDS ? mixColumns(shifted, [2, 3, 1, 1]) : shifted, keys, round);
  }
  return state;
}

function decryptBlock(keys: Uint8Array, block: Uint8Array): Uint8Array {
  let state = mixed(block, keys, ROUNDS);
  for (let round = ROUNDS - 1; round >= 0; round--) {
    const source = state;
    const shifted = source.map((_, i) => source[(i + 12 * (i % 4)) % BLOCK]!);
    state = mixed(
      shifted.map((byte) => inverse[byte]!),
      keys,
      round,
    );
    if (round > 0) state = mixColumns(state, [14, 11, 13, 9]);
  }
  return state;
}

function mixed(state: Uint8Array, keys: Uint8Array, round: number): Uint8Array {
  return state.map((byte, i) => byte ^ keys[round * BLOCK + i]!);
}

/** Each column times a circulant matrix, whose first row is given. */
function mixColumns(state: Uint8Array, row: readonly number[]): Uint8Array {
  return state.map((_, i) => {
    const column = i - (i % 4);
    return row.reduce((sum, factor, k) => sum ^ times(state[column + ((i + k) % 4)]!, factor), 0);
  });
}

/** In the field of 256 elements. */
function times(a: number, b: number): number {
  let product = 0;
  for (let [x, y] = [a, b]; y > 0; y >>= 1) {
    if (y & 1) product ^= x;
    x = (x << 1) ^ (x & 0x80 ? 0x11b : 0);
  }
  return product;
}

function roundKeys(key: Uint8Array): Uint8Array {
  const keys = new Uint8Array((ROUNDS + 1) * BLOCK);
  keys.set(key);
  let constant = 1;
  for (let at = key.length; at < keys.length; at += 4) {
    let word = keys.slice(at - 4, at);
    if (at % 32 === 0) {
      word = Uint8Array.of(box[word[1]!]! ^ constant, box[word[2]!]!, box[word[3]!]!, box[word[0]!]!);
      constant = times(constant, 2);
    } else if (at % 32 === 16) word = word.map((byte) => box[byte]!);
    keys.set(
      word.map((byte, i) => byte ^ keys[at - 32 + i]!),
      at,
    );
  }
  return keys;
}

/** The S-box: the inverse in the field, each bit with four of its neighbours. */
const box = Uint8Array.from({ length: 256 }, (_, byte) => {
  let value = 0x63;
  const reciprocal = reciprocalOf(byte);
  for (let turn = 0; turn < 5; turn++) value ^= ((reciprocal << turn) | (reciprocal >> (8 - turn))) & 0xff;
  return value;
});
const inverse = Uint8Array.from({ length: 256 }, (_, byte) => box.indexOf(byte));

function reciprocalOf(byte: number): number {
  for (let other = 1; other < 256; other++) if (times(byte, other) === 1) return other;
  return 0;
}
