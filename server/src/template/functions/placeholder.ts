// Text that differs at each install, replaced by one of its shape that never differs: the same call gives the same text.

import { sha256 } from "../../base/sha256.ts";
import type { CallContext } from "../function.ts";
import { textOf } from "../go-print.ts";
import type { Traced, Value } from "../value.ts";
import { made } from "./define.ts";

export const digits = "0123456789";
export const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A stream of bytes that follows from the place of the call and its arguments. */
export interface Source {
  readonly bytes: (count: number) => Uint8Array;
  /** One of the characters for each place. */
  readonly characters: (alphabet: string, count: number) => string;
  /** From 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
}

export function sourceOf(args: readonly Traced[], { name, span }: CallContext): Source {
  const seed = [name, span.template, span.start, ...args.map(({ value }) => textOf(value))].join("\0");
  const word = generatorOf(sha256(seed));
  const below = (limit: number) => word() % limit;
  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => word() >>> 24),
    characters: (alphabet, count) => Array.from({ length: count }, () => alphabet[below(alphabet.length)]).join(""),
    below,
  };
}

/** The value is of no origin but the arguments with all that they hold, and marked. */
export function generated<V extends Value>(value: V, args: readonly Traced[]): Traced<V> {
  return { value, trace: { ...made(value, args).trace, isGenerated: true } };
}

/** Words of 32 bits that look like chance and follow from the digest: Chris Doty-Humphrey's sfc32. */
function generatorOf(digest: string): () => number {
  let [a, b, c, counter] = [0, 8, 16, 24].map((at) => Number.parseInt(digest.slice(at, at + 8), 16)) as [
    number,
    number,
    number,
    number,
  ]; // four were made
  const word = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  // The first ones still show the seed.
  for (let i = 0; i < 12; i++) word();
  return word;
}
