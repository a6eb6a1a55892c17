// The keywords that judge strings and numbers.

import { SchemaError } from "./json-schema-fault.ts";
import type { NumberKeyword } from "./json-schema-fault.ts";
import type { JsonNumber } from "./json-schema-number.ts";
import type { Validation } from "./json-schema-validate.ts";

export function validateString(run: Validation, value: string): void {
  const { minLength, maxLength, pattern } = run.node;
  if (minLength !== undefined || maxLength !== undefined) {
    const got = runes(value);
    if (minLength !== undefined && got < minLength) run.add({ keyword: "minLength", got, want: minLength });
    if (maxLength !== undefined && got > maxLength) run.add({ keyword: "maxLength", got, want: maxLength });
  }
  if (pattern && pattern.re2.matches(value, 1).length === 0) run.add({ keyword: "pattern", got: value, want: pattern.source });
}

export function validateNumber(run: Validation, value: JsonNumber): void {
  const { node } = run;
  judge(run, value, "minimum", node.minimum, (got, want) => got.compare(want) < 0);
  judge(run, value, "maximum", node.maximum, (got, want) => got.compare(want) > 0);
  judge(run, value, "exclusiveMinimum", node.exclusiveMinimum, (got, want) => got.compare(want) <= 0);
  judge(run, value, "exclusiveMaximum", node.exclusiveMaximum, (got, want) => got.compare(want) >= 0);
  judge(run, value, "multipleOf", node.multipleOf, (got, want) => {
    if (want.isZero) throw new SchemaError({ is: "number", schema: node.location, reason: "zero" });
    return !got.isMultipleOf(want);
  });
}

function judge(
  run: Validation,
  got: JsonNumber,
  keyword: NumberKeyword,
  want: JsonNumber | undefined,
  isWrong: (got: JsonNumber, want: JsonNumber) => boolean,
): void {
  if (!want) return;
  if (!got.isUsable) throw new SchemaError({ is: "number", schema: run.node.location, reason: "size" });
  if (isWrong(got, want)) run.add({ keyword, got, want });
}

function runes(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  return count;
}
