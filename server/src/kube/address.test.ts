// Addresses are read, and found in ranges.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, isEveryAddress, isInAny } from "./address.ts";

function check(text: string, ranges: readonly string[], expected: boolean): void {
  test(`${text} in ${ranges.join(", ")}: ${expected}`, () => assert.equal(isInAny(text, ranges), expected));
}

check("127.0.0.1", ["127.0.0.0/8"], true);
check("128.0.0.1", ["127.0.0.0/8"], false);
check("169.254.169.254", ["127.0.0.0/8", "169.254.0.0/16"], true);
check("224.0.1.1", ["224.0.0.0/24"], false);
check("0.0.0.0", ["0.0.0.0/32"], true);
check("::1", ["::1/128"], true);
check("::", ["::1/128"], false);
check("fe80::1:2", ["fe80::/10"], true);
check("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ["fe80::/10"], true);
check("fec0::1", ["fe80::/10"], false);
check("FF02::FB", ["ff02::/16"], true);
check("::ffff:127.0.0.1", ["::ffff:127.0.0.0/104"], true);
check("10.0.0.1", ["fe80::/10"], false);
check("nonsense", ["0.0.0.0/0"], false);

test("what is no address", () => {
  for (const text of [
    "",
    "1.2.3",
    "1.2.3.256",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "::g",
    "shop.example.com",
  ])
    assert.equal(addressOf(text), undefined, text);
});

test("every address", () => {
  for (const range of ["0.0.0.0/0", "::/0", " 0.0.0.0/00 ", "10.0.0.0/0"]) assert.ok(isEveryAddress(range), range);
  for (const range of ["10.0.0.0/8", "0.0.0.0/10", "0.0.0.0", "shop/0"]) assert.ok(!isEveryAddress(range), range);
});
