// The starter policy: valid, and so are the examples in its comments.

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSettings } from "./defaults.ts";
import { loadPolicy } from "./load.ts";
import { sampleIndex } from "./sample-index.ts";
import { starterPolicy } from "./starter.ts";

function load(text: string) {
  return loadPolicy("/w/kube-clinic.yaml", () => text, sampleIndex, "2026-06-15");
}

test("as it is, it changes nothing", () => {
  const policy = load(starterPolicy(sampleIndex));
  assert.deepEqual(policy.problems, []);
  assert.deepEqual(policy.settings, defaultSettings(sampleIndex));
});

test("its examples hold", () => {
  const text = starterPolicy(sampleIndex).replaceAll(/^# (?=[a-z]+:|  )/gm, "");
  const policy = load(text);
  assert.deepEqual(policy.problems, []);
  assert.equal(policy.overrides.length, 1);
  assert.deepEqual(policy.settings.kubernetes, ["1.35", "1.36"]);
  assert.equal(policy.settings.images.trusted.length, 2);
  assert.ok([...policy.settings.rules.values()].some(({ severity }) => severity === "error"));
});

test("without any rule it is still valid", () => {
  const text = starterPolicy(new Map());
  assert.deepEqual(loadPolicy("/w/a.yaml", () => text, new Map(), "2026-06-15").problems, []);
});
