// Gzip without Node says what Node's says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { gunzip } from "./gunzip.ts";

const text = Array.from({ length: 30_000 }, (_, i) => `line ${i} ${(i * 7919) % 1013}`).join("\n");
const packed = gzipSync(text);

test("what was packed comes out again", () => {
  for (const one of ["", "a", text]) {
    assert.equal(new TextDecoder().decode(gunzip(gzipSync(one), 10_000_000)), one);
  }
});

test("an archive in several parts is one", () => {
  const both = new Uint8Array([...gzipSync("one "), ...gzipSync("two")]);
  assert.equal(new TextDecoder().decode(gunzip(both, 100)), "one two");
});

test("what is no gzip, ends early or is too large is refused", () => {
  assert.throws(() => gunzip(new TextEncoder().encode("apiVersion: v2"), 100));
  assert.throws(() => gunzip(new Uint8Array(), 100));
  for (const length of [5, 20, packed.length >> 1, packed.length - 9])
    assert.throws(() => gunzip(packed.subarray(0, length), 10_000_000));
  assert.throws(() => gunzip(packed, text.length - 1), /more than/);
});

test("a bomb is not unpacked", () => {
  const bomb = gzipSync(new Uint8Array(200_000_000));
  const before = process.memoryUsage().rss;
  assert.throws(() => gunzip(bomb, 1_000_000), /more than/);
  assert.ok(process.memoryUsage().rss - before < 150_000_000);
});
