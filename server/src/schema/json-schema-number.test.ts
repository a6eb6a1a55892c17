// Numbers of any size and precision, compared.

import assert from "node:assert/strict";
import { test } from "node:test";
import { JsonNumber } from "./json-schema-number.ts";

const number = (text: string) => JsonNumber.ofText(text);

function compares(a: string, sign: "<" | "=" | ">", b: string): void {
  test(`${a} ${sign} ${b}`, () => {
    assert.equal(Math.sign(number(a).compare(number(b))), ["<", "=", ">"].indexOf(sign) - 1);
    assert.equal(Math.sign(number(b).compare(number(a))), 1 - ["<", "=", ">"].indexOf(sign));
  });
}

compares("1", "=", "1.0");
compares("1e3", "=", "1000");
compares("0", "=", "-0.0e5");
compares("0e99999", "=", "0");
compares("0.1", "<", "0.10000000000000000001");
compares("9007199254740993", ">", "9007199254740992");
compares("1e400", ">", "1e308");
compares("1e-400", ">", "0");
compares("-1e-400", "<", "0");
compares("-1e400", "<", "-1e399");
compares("123456789012345678901234567890", "<", "123456789012345678901234567891");
compares("1e999999", ">", "9e999998");

function multiple(a: string, b: string, wanted: boolean): void {
  test(`${a} is ${wanted ? "" : "no "}multiple of ${b}`, () => assert.equal(number(a).isMultipleOf(number(b)), wanted));
}

multiple("0.3", "0.1", true);
multiple("0.35", "0.1", false);
multiple("1e20", "1e-7", true);
multiple("4", "0.6", false);
multiple("0", "7", true);
multiple("-21", "7", true);
multiple("2", "10", false);
multiple("50", "20", false);
multiple("1e999999", "3", false);
multiple("3e999999", "3", true);
multiple("12345678901234567890", "10", true);

test("integers", () => {
  const found = ["1.0", "1.5", "1e2", "12e-1", "120e-1", "1e400", "1e-400", "-0", "1e1000001"].filter(
    (text) => number(text).isInteger,
  );
  assert.deepEqual(found, ["1.0", "1e2", "120e-1", "1e400", "-0"]);
});

test("Go's int", () => {
  const texts = ["5", "5.0", "1.5", "1e19", "1e70", "-3"];
  assert.deepEqual(
    texts.map((text) => number(text).int),
    [5, 5, undefined, -8446744073709551616, 0, -3],
  );
});
