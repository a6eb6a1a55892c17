// Compiled validators, read back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readValidator } from "./validators.ts";

const error = (keyword: string, params: string) =>
  `let e={instancePath,schemaPath:"#/${keyword}",keyword:"${keyword}",params:{${params}}};`;
const node = (number: number, body: string) =>
  `function validate${number}(data,{instancePath="",parentData}={}){${body}return 0}`;
const script = [
  'import{formats}from"@kubernetes-models/validate";export const validate=validate9;let formats0=formats.int32,formats2=formats["date-time"];',
  node(1, `${error("type", 'type:"integer"')}formats0.validate(data)`),
  node(2, `${error("type", 'type:"string"')}formats2.test(data)`),
  node(
    3,
    error("type", 'type:"string"') +
      error("pattern", 'pattern:"^a\\\\.b$"') +
      error("minLength", "limit:1") +
      error("maxLength", "limit:0xff"),
  ),
  node(4, `validate3(data[i0],{instancePath})${error("minItems", "limit:0")}${error("maxItems", "limit:16")}`),
  node(5, error("anyOf", "") + error("minLength", "limit:1")),
  node(6, `${error("type", 'type:"number"')}${error("minimum", 'comparison:">=",limit:-31')}`),
  node(
    9,
    'validate1(data.a,{});validate2(data["b-c"],{});validate4(data.d,{});validate5(data.e,{});validate7(data.f,{});validate6(data.g,{});',
  ),
].join("");

test("formats and limits by property", () => {
  const root = readValidator(script)!;
  const get = (name: string) => root.properties.get(name)?.();
  assert.deepEqual([get("a")?.isInteger, get("a")?.format], [true, "int32"]);
  assert.deepEqual([get("b-c")?.isInteger, get("b-c")?.format], [false, "date-time"]);
  assert.deepEqual(get("d")?.limits, { maxItems: 16 });
  assert.deepEqual(get("d")?.items?.()?.limits, { pattern: "^a\\.b$", minLength: 1, maxLength: 255 });
  // What holds in one of several cases holds not always.
  assert.equal(get("e")?.limits, undefined);
  // Another file's.
  assert.equal(get("f"), undefined);
  assert.deepEqual([get("g")?.isNumber, get("g")?.limits], [true, { minimum: -31 }]);
});

test("another form is not read", () => assert.equal(readValidator("export const other=1;"), undefined));
