// A rule's page on a terminal.

import assert from "node:assert/strict";
import { test } from "node:test";
import { writePage } from "./page.ts";
import { plain, styleFor } from "./style.ts";

const page = `# the-rule
<!-- facts -->
**error** · generated
Why \`it\` matters, in **one**
sentence. See [the docs](https://example.com/x).

- first thing
  that goes on
- second

## Flagged
\`\`\`yaml
a:
  b: 1
#    ^ This is wrong
#<^^ So is this
  # a comment that stays ^

  c: 2
\`\`\`
\`\`\`yaml fixed
a: {}
\`\`\`

## Allowed
\`\`\`yaml file=x.yaml
b: 1
\`\`\`

## Cases
### Secret
\`\`\`yaml
never: shown
\`\`\`
`;

test("prose is wrapped, code is indented, what only the test needs is left out", () => {
  assert.equal(
    writePage(page, plain, 40),
    `the-rule

Why \`it\` matters, in one sentence. See
the docs (https://example.com/x).

- first thing that goes on

- second

Flagged
    a:
      b: 1
      # a comment that stays ^

      c: 2

  Fixed:
    a: {}

Allowed
  x.yaml
    b: 1
`,
  );
});

test("headings and code are set off by colour", () => {
  const style = styleFor({ isTerminal: true, columns: 80, write: () => {} }, {});
  const text = writePage(page, style, 80);
  assert.ok(text.includes("\u001b[1mthe-rule\u001b[22m"));
  assert.ok(text.includes("Why \u001b[36mit\u001b[39m matters, in \u001b[1mone\u001b[22m sentence."));
});

test("half a page does no harm", () => {
  for (const text of ["", "#", "```yaml\na: 1", "## Cases", "<!-- facts -->"])
    assert.equal(typeof writePage(text, plain), "string");
});
