// Text as base64 and base32, and back.

import { fromBytes, toBytes } from "../go-string.ts";
import { replaced } from "../traced-text.ts";
import type { TemplateFunction } from "../function.ts";
import { fixed, text } from "./define.ts";
import type { Family } from "./define.ts";

interface Alphabet {
  readonly name: string;
  readonly letters: string;
  /** Of one letter. */
  readonly bits: number;
  /** Letters in a group; the last one is filled with `=`. */
  readonly group: number;
}

const base64: Alphabet = {
  name: "base64",
  letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
  bits: 6,
  group: 4,
};
const base32: Alphabet = { name: "base32", letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5, group: 8 };

export const encodings: Family = {
  b64enc: mapping((value) => encode(toBytes(value), base64)),
  b64dec: mapping((value) => decodedText(value, base64)),
  b32enc: mapping((value) => encode(toBytes(value), base32)),
  b32dec: mapping((value) => decodedText(value, base32)),
};

export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, base64);
}

/** The bytes, or where the input is wrong: the offset that Go's error names. */
export function decodeBase64(value: string): Uint8Array | number {
  return decode(value, base64);
}

/** Every byte of the input may change every byte of the output behind it: stretches are not kept. */
function mapping(map: (value: string) => string): TemplateFunction {
  return fixed(["string"], ([arg]) => replaced(text(arg), map(text(arg).value)));
}

function decodedText(value: string, alphabet: Alphabet): string {
  const bytes = decode(value, alphabet);
  return typeof bytes === "number" ? `illegal ${alphabet.name} data at input byte ${bytes}` : fromBytes(bytes);
}

function encode(bytes: Uint8Array, { letters, bits, group }: Alphabet): string {
  const encoded: string[] = [];
  let [buffer, held] = [0, 0];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (held += 8; held >= bits; held -= bits) encoded.push(letters[(buffer >> (held - bits)) & ((1 << bits) - 1)]!);
    buffer &= (1 << held) - 1;
  }
  if (held > 0) encoded.push(letters[(buffer << (bits - held)) & ((1 << bits) - 1)]!);
  while (encoded.length % group !== 0) encoded.push("=");
  return encoded.join("");
}

function decode(value: string, alphabet: Alphabet): Uint8Array | number {
  return alphabet === base64 ? decode64(toBytes(value)) : decode32(toBytes(value).filter((byte) => !isBreak(byte)));
}

/** Groups of four; line breaks may stand anywhere. The offsets of errors are Go's. */
function decode64(source: Uint8Array): Uint8Array | number {
  const letters: number[] = [];
  let at = 0;
  for (; at < source.length; at++) {
    const byte = source[at]!;
    const letter = indexIn(base64, byte);
    if (letter >= 0) letters.push(letter);
    else if (byte === PAD) return decodeEnd64(source, at, letters);
    else if (!isBreak(byte)) return at;
  }
  const rest = letters.length % 4;
  return rest === 0 ? packed(letters, base64) : at - rest;
}

/** From the first `=` on, where one or two letters may be missing. */
function decodeEnd64(source: Uint8Array, pad: number, letters: readonly number[]): Uint8Array | number {
  const rest = letters.length % 4;
  if (rest < 2) return pad;
  let at = behindBreaks(source, pad + 1);
  if (rest === 2) {
    if (at === source.length) return source.length;
    if (source[at] !== PAD) return at - 1;
    at = behindBreaks(source, at + 1);
  }
  return at < source.length ? at : packed(letters, base64);
}

/** Groups of eight; line breaks are gone already. */
function decode32(source: Uint8Array): Uint8Array | number {
  const letters: number[] = [];
  for (const [at, byte] of source.entries()) {
    const rest = letters.length % 8;
    const left = source.length - at - 1;
    if (byte === PAD && rest >= 2 && left < 8) return decodeEnd32(source, at, letters);
    const letter = indexIn(base32, byte);
    if (letter < 0) return at;
    letters.push(letter);
  }
  const rest = letters.length % 8;
  return rest === 0 ? packed(letters, base32) : source.length - rest;
}

function decodeEnd32(source: Uint8Array, pad: number, letters: readonly number[]): Uint8Array | number {
  const rest = letters.length % 8;
  const left = source.length - pad - 1;
  if (left + rest < 7) return source.length;
  for (let k = 0; k < 7 - rest; k++) if (left > k && source[pad + 1 + k] !== PAD) return pad + k;
  return rest === 3 || rest === 6 ? pad : packed(letters, base32);
}

const PAD = 0x3d;

function packed(letters: readonly number[], { bits }: Alphabet): Uint8Array {
  const bytes = new Uint8Array(Math.floor((letters.length * bits) / 8));
  let [buffer, held, at] = [0, 0, 0];
  for (const letter of letters) {
    buffer = (buffer << bits) | letter;
    held += bits;
    if (held < 8) continue;
    held -= 8;
    if (at < bytes.length) bytes[at++] = buffer >> held;
    buffer &= (1 << held) - 1;
  }
  return bytes;
}

function indexIn({ letters }: Alphabet, byte: number): number {
  return letters.indexOf(String.fromCharCode(byte));
}

function behindBreaks(source: Uint8Array, from: number): number {
  let at = from;
  while (at < source.length && isBreak(source[at]!)) at++;
  return at;
}

function isBreak(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}
