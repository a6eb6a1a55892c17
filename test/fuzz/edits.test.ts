// A short run of the random edits; `npm run fuzz` makes the long one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzzEdits } from "./edit-fuzz.ts";

test("what is known after random edits equals what is found from scratch", () => {
  const { comparisons } = fuzzEdits({ edits: 2000, seed: 7, every: 50, limit: 5000 });
  assert.equal(comparisons, 40);
});
