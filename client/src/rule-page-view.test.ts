// Tests what a rule's page looks like in the preview.

import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOfPage } from "./rule-page-view.ts";

function check(page: string, expected: string): void {
  assert.equal(viewOfPage(page), expected);
}

test("facts are a paragraph of their own, and other tools come last", () => {
  check("# x\n<!-- facts -->\n**error** · pod-security\nProse.\n", "# x\n**error** · pod-security\n\nProse.\n");
  check(
    "# x\r\n<!-- facts -->\r\n**error** · NSA · elsewhere: `a:b` `c:d`\r\nProse.\r\n\r\n## Cases\r\n",
    "# x\n**error** · NSA\n\nProse.\n\n## In other tools\n\n`a:b` `c:d`\n",
  );
});

test("cases are left out", () => {
  check("# x\nProse.\n\n## Allowed\na\n\n## Cases\n### More\nb\n", "# x\nProse.\n\n## Allowed\na\n");
});

test("blocks say what they are", () => {
  check("```yaml\na: 1\n```\n", "```yaml\na: 1\n```\n");
  check("```yaml fixed\na: 1\n```\n", "\nFixed:\n\n```yaml fixed\na: 1\n```\n");
  check('```yaml fixed fix="Remove `a`"\n```\n', '\nFixed by “Remove `a`”:\n\n```yaml fixed fix="Remove `a`"\n```\n');
  check("```yaml file=values.yaml\n```\n", "\n`values.yaml`:\n\n```yaml file=values.yaml\n```\n");
});
