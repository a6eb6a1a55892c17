// Tests that every function is described, with as many arguments as it takes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { helmFunctions } from "../../helm/functions.ts";
import { builtins } from "../builtin.ts";
import { functionDoc } from "./docs.ts";

test("every function has a description and its arguments", () => {
  for (const [name, { arity }] of new Map([...builtins, ...helmFunctions()])) {
    const doc = functionDoc(name);
    assert.ok(doc, name);
    assert.ok(doc.text.length > 5 && !doc.text.endsWith("."), name);
    assert.equal(doc.signature.split(" ")[0], name);
    const isOpen = doc.parameters.some((one) => one.endsWith("…"));
    const [least, most] = arity;
    if (isOpen) assert.ok(most > 10, `${name} takes ${most}`);
    else assert.ok(least <= doc.parameters.length && doc.parameters.length <= most, `${name} takes ${least} to ${most}`);
  }
});

test("what is no function has none", () => {
  assert.equal(functionDoc("env"), undefined);
  assert.equal(functionDoc("must"), undefined);
});
