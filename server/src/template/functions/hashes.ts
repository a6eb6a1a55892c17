// Digests of text as hex digits.

import { sha256 } from "../../base/sha256.ts";
import type { TemplateFunction } from "../function.ts";
import { toBytes } from "../go-string.ts";
import { unionOf } from "../value.ts";
import { fixed, text } from "./define.ts";
import type { Family } from "./define.ts";
import { adler32, sha1, sha512 } from "./digest.ts";

export const hashes: Family = {
  sha1sum: hashing(sha1, 50),
  sha256sum: hashing(sha256, 50),
  // In whole numbers of 64 bits, which are slow.
  sha512sum: hashing(sha512, 2),
  adler32sum: hashing((bytes) => String(adler32(bytes)), 100),
};

function hashing(hash: (bytes: Uint8Array) => string, bytesPerStep: number): TemplateFunction {
  return fixed(["string"], ([arg], context) => {
    const bytes = toBytes(text(arg).value);
    context.spend(Math.floor(bytes.length / bytesPerStep));
    return { value: hash(bytes), trace: unionOf([arg!]) };
  });
}
