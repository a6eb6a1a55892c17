// The digest against known vectors and against Node's own.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sha256 } from "./sha256.ts";

test("the vectors of FIPS 180-4", () => {
  const vectors = {
    "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    abc: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  };
  for (const [text, digest] of Object.entries(vectors)) assert.equal(sha256(text), digest);
});

test("every length around the block size, and what is not ASCII", () => {
  const texts = [...Array.from({ length: 200 }, (_, n) => "x".repeat(n)), "ü–😀".repeat(50), "\ud800", "\0"];
  for (const text of texts) assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"), JSON.stringify(text));
});
