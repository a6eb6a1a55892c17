// Tests that somebody else's description can be shown: what it may bring along, and where it ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import { docMarkdown, firstSentence } from "./hover-schema-doc.ts";

function check(doc: string, expected: string): void {
  test(`${JSON.stringify(doc.slice(0, 60))}`, () => assert.equal(docMarkdown(doc), expected));
}

check("", "");
check("One.\n\nTwo: https://example.org/x.", "One.\n\nTwo: https://example.org/x.");
check("See [the page](https://example.org).", "See [the page](https://example.org).");
check("See [the page](command:do.it?x).", "See the page.");
check("[a](javascript:alert) [b](HTTPS://example.org)", "a [b](HTTPS://example.org)");
check("a <b>bold</b> word, `<kept>`", "a \\<b>bold\\</b> word, `<kept>`");
check("<https://example.org>", "https://example.org");
check("![pixel](https://example.org/p.png)", "\\![pixel](https://example.org/p.png)");
check("[x]: command:do.it", "\\[x]: command:do.it");
check("# Title\ntext\n===\ntext\n---", "\\# Title\ntext\n\\===\ntext\n\\---");
check("Values:\n - a\n - b", "Values:\n- a\n- b");
check("Values:\n- a\n  - b", "Values:\n- a\n  - b");
check("        deep text", "deep text");
check("Like\n```yaml\n  a: <b>\n```\nthat", "Like\n```\n  a: <b>\n```\nthat");
check("Never closed\n```\na: 1", "Never closed\n```\na: 1\n```");
check("a\u202eb", "ab");

test("what is too long ends with a sentence, a paragraph or a word", () => {
  assert.equal(docMarkdown("One two three. Four five six. Seven eight.", 30), "One two three. Four five six. …");
  assert.equal(docMarkdown("One two three\n\nfour five six", 20), "One two three …");
  assert.equal(docMarkdown("onetwo threefour fivesix", 20), "onetwo threefour …");
  assert.equal(docMarkdown("x".repeat(50), 20), `${"x".repeat(20)}…`);
});

test("the first sentence is not cut at an abbreviation or a version", () => {
  assert.equal(firstSentence("Image of v1.2, i.e. what runs. More."), "Image of v1.2, i.e. what runs.");
  assert.equal(firstSentence("No full stop\n\nMore"), "No full stop");
  assert.equal(firstSentence(""), "");
});
