// Quantities: every suffix, rounding, canonical texts, refusals.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuantity } from "./quantity.ts";

function check(text: string, nano: bigint | undefined, canonical = text): void {
  const quantity = parseQuantity(text);
  assert.equal(quantity?.nano, nano, text);
  if (quantity) assert.equal(quantity.toString(), canonical, text);
}

const one = 10n ** 9n;

test("every suffix", () => {
  check("0", 0n);
  check("1", one);
  check("1n", 1n);
  check("1u", 1000n);
  check("1m", one / 1000n);
  check("1k", 1000n * one);
  check("1M", 10n ** 6n * one);
  check("1G", 10n ** 9n * one);
  check("1T", 10n ** 12n * one);
  check("1P", 10n ** 15n * one);
  check("1E", 10n ** 18n * one);
  check("1Ki", 1024n * one);
  check("1Mi", 1024n ** 2n * one);
  check("1Gi", 1024n ** 3n * one);
  check("1Ti", 1024n ** 4n * one);
  check("1Pi", 1024n ** 5n * one);
  check("1Ei", 1024n ** 6n * one);
});

test("signs, fractions, exponents", () => {
  check("-500m", -one / 2n);
  check("+5", 5n * one, "5");
  check("0.5", one / 2n, "500m");
  check(".5", one / 2n, "500m");
  check("5.", 5n * one, "5");
  check("1.5Gi", 1536n * 1024n ** 2n * one, "1536Mi");
  check("0.5Ki", 512n * one, "512");
  check("1e3", 1000n * one, "1e3");
  check("1E3", 1000n * one, "1e3");
  check("12e5", 1_200_000n * one, "1200e3");
  check("5e-1", one / 2n, "500e-3");
  check("1e+2", 100n * one, "100");
});

test("one text for one amount", () => {
  check("1000m", one, "1");
  check("1024Ki", 1024n ** 2n * one, "1Mi");
  check("1536Mi", 1536n * 1024n ** 2n * one);
  check("1000Ki", 1_024_000n * one);
  check("1000k", 10n ** 6n * one, "1M");
  check("0100", 100n * one, "100");
  check("-0", 0n, "0");
  check("0Gi", 0n, "0");
});

test("what is finer than a billionth is rounded up, what is too much is cut", () => {
  check("0.1n", 1n, "1n");
  check("-0.1n", -1n, "-1n");
  check("1.0000000001", one + 1n, "1000000001n");
  check("1e-30", 1n, "1e-9");
  check("1e-999999999", 1n, "1e-9");
  check("100E", (2n ** 63n - 1n) * one, "9223372036854775807");
  check("1e999999999", (2n ** 63n - 1n) * one, "9223372036854775807");
  check("0e999999999", 0n, "0");
});

test("what the API server rejects", () => {
  for (const text of [
    "",
    "+",
    "-",
    ".",
    "k",
    "1 Gi",
    "1gi",
    "1K",
    "1ki",
    "0.1mi",
    "1i",
    "1.1.1",
    "1e",
    "1e1.5",
    "1Gib",
    "1MB",
    "a",
    "1_000",
    "0x10",
    "${CPU}",
    "1".repeat(200),
  ])
    check(text, undefined);
});

const compare = (a: string, b: string) => parseQuantity(a)!.compare(parseQuantity(b)!);

test("amounts compare across formats", () => {
  assert.equal(compare("1000m", "1"), 0);
  assert.equal(compare("1Gi", "1G"), 1);
  assert.equal(compare("128Mi", "1Gi"), -1);
  assert.equal(compare("-1", "0"), -1);
  assert.equal(parseQuantity("0.0")?.isZero, true);
  assert.equal(parseQuantity("100m")?.isWhole, false);
  assert.equal(parseQuantity("1.5Gi")?.isWhole, true);
  assert.equal(parseQuantity("2.5")?.toNumber(), 2.5);
});
