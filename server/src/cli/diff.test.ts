// Unified diffs: their text, and that they lead from one text to the other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unifiedDiff } from "./diff.ts";

function check(before: string, after: string, hunks: string): void {
  assert.equal(unifiedDiff("f", before, after), hunks === "" ? "" : `--- a/f\n+++ b/f\n${hunks}`);
}

test("golden", () => {
  check("a\n", "a\n", "");
  check("a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n");
  check("", "a\n", "@@ -0,0 +1 @@\n+a\n");
  check("a\n", "", "@@ -1 +0,0 @@\n-a\n");
  check("a\nb\n", "a\nx\nb\n", "@@ -1,2 +1,3 @@\n a\n+x\n b\n");
  check("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n", "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
});

test("a last line without its end", () => {
  check("a", "b", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
  check("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  check("x\na", "y\na", "@@ -1,2 +1,2 @@\n-x\n+y\n a\n\\ No newline at end of file\n");
});

test("line ends are part of the line", () => {
  check("a\r\nb\r\n", "a\r\nc\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
});

test("changes that are far apart are hunks of their own", () => {
  const lines = Array.from({ length: 20 }, (_, i) => `${i}\n`);
  const after = lines.with(2, "x\n").with(17, "y\n");
  assert.equal(unifiedDiff("f", lines.join(""), after.join("")).match(/^@@ /gm)?.length, 2);
  const near = lines.with(2, "x\n").with(9, "y\n");
  assert.equal(unifiedDiff("f", lines.join(""), near.join("")).match(/^@@ /gm)?.length, 1);
});

test("names", () => {
  assert.match(unifiedDiff("a b.yaml", "1", "2"), /^--- a\/a b.yaml\t\n\+\+\+ b\/a b.yaml\t\n/);
  assert.match(unifiedDiff("/x/f", "1", "2"), /^--- a\/x\/f\n/);
});

test("a patch leads from one text to the other, whatever they are", () => {
  const random = randomNumbers(7);
  const text = () => Array.from({ length: random(30) }, () => "abcd"[random(4)]).join("\n") + (random(2) ? "\n" : "");
  for (let i = 0; i < 500; i++) {
    const [before, after] = [text(), text()];
    assert.equal(applyPatch(before, unifiedDiff("f", before, after)), after, JSON.stringify([before, after]));
  }
});

test("texts that share nothing take bounded time", () => {
  const [before, after] = ["a", "b"].map((mark) => Array.from({ length: 20_000 }, (_, i) => `${mark}${i}\n`).join("")) as [
    string,
    string,
  ]; // two of two
  assert.equal(applyPatch(before, unifiedDiff("f", before, after)), after);
});

function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/** What `patch` does, without looking for hunks that have moved. */
function applyPatch(before: string, patch: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const out: string[] = [];
  let at = 0;
  for (const line of patch.replaceAll(/\n\\ No newline at end of file\n/g, "\0\n").match(/[^\n]*\n/g) ?? []) {
    const text = line.slice(1).replace("\0\n", "");
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (hunk) {
      const from = Number(hunk[1]) - (hunk[2] === "0" ? 0 : 1);
      out.push(...old.slice(at, from));
      at = from;
    } else if (/^(?:---|\+\+\+) /.test(line)) continue;
    else if (line.startsWith("+")) out.push(text);
    else {
      assert.equal(old[at++], text);
      if (line.startsWith(" ")) out.push(text);
    }
  }
  return [...out, ...old.slice(at)].join("");
}
