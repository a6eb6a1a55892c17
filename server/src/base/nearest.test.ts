// The nearest name, and where none is near.

import assert from "node:assert/strict";
import { test } from "node:test";
import { didYouMean, editDistance, nearest } from "./nearest.ts";

const names = ["rules", "extends", "overrides", "kubernetes", "images", "host-network", "host-port", "off"];

function check(word: string, expected: string | undefined): void {
  assert.equal(nearest(word, names), expected, word);
}

test("slips find their name", () => {
  check("ruls", "rules");
  check("Rules", "rules");
  check("extend", "extends");
  check("host_network", "host-network");
  check("hostnetwork", "host-network");
  check("host-prot", "host-port");
  check("of", "off");
  check("override", "overrides");
  check("kube", "kubernetes");
  check("host", "host-network");
});

test("what is far from all finds none", () => {
  check("profiles", undefined);
  check("x", undefined);
  check("", undefined);
  check("x".repeat(1000), undefined);
  assert.equal(didYouMean("zzz", names), "");
  assert.equal(didYouMean("imagse", names), " (did you mean `images`?)");
});

test("distances", () => {
  assert.equal(editDistance("", "abc"), 3);
  assert.equal(editDistance("abc", "acb"), 1);
  assert.equal(editDistance("kitten", "sitting"), 3);
});
