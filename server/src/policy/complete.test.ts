// Completion and hover in policy files: the cursor is a `|`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { completePolicy, hoverPolicy } from "./complete.ts";
import { sampleIndex } from "./sample-index.ts";

function complete(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  return { text, items: completePolicy(parseDocument(text), offset, sampleIndex) };
}

/** `expected`: labels divided by blanks. */
function checkLabels(marked: string, expected: string): void {
  assert.equal(
    complete(marked)
      .items.map(({ label }) => label)
      .join(" "),
    expected,
    marked,
  );
}

/** The text after the item with this label was accepted. */
function checkAccept(marked: string, label: string, expected: string): void {
  const { text, items } = complete(marked);
  const item = items.find((one) => one.label === label);
  assert.ok(item, `${label} is not offered in ${marked}`);
  assert.equal(text.slice(0, item.span.start) + item.insertText + text.slice(item.span.end), expected);
}

const top = "extends kubernetes images rules profiles overrides";
const rules = [...sampleIndex.keys()].join(" ");
const levels = "off info warning error";

test("keys of the file", () => {
  checkLabels("|", top);
  checkLabels("ru|", top);
  checkLabels("# a comment\n\n|\n", top);
  checkLabels("extends: []\n|\nrules:\n  host-network: off\n", "kubernetes images profiles overrides");
  checkLabels("extends: []\nk|\nrules:\n", "kubernetes images profiles overrides");
  checkLabels("---\nimages:\n  |", "trusted");
  checkLabels("images: { | }", "trusted");
  checkLabels("images: {|", "trusted");
});

test("rules that are not named yet, levels and options", () => {
  checkLabels("rules:\n  |", rules);
  checkLabels("rules:\n  host-|", rules);
  checkLabels("rules:\n  host-network: off\n  |\n", rules.replace("host-network ", ""));
  checkLabels("rules:\n  host-network: off\n  fs|\nextends: []\n", rules.replace("host-network ", ""));
  checkLabels("rules:\n  host-|network: off\n  fs-group-missing: info", rules.replace(" fs-group-missing", ""));
  checkLabels("rules:\n  host-network: |", levels);
  checkLabels("rules:\n  host-network: w|\n", levels);
  checkLabels("rules:\n  host-network:|", "");
  checkLabels("rules:\n  cpu-limit-missing: { | }", "severity options");
  checkLabels("rules:\n  cpu-limit-missing: { severity: | }", levels);
  checkLabels("rules:\n  cpu-limit-missing:\n    severity: info\n    |", "options");
  checkLabels("rules:\n  cpu-limit-missing:\n    options:\n      |", "kinds minimum sidecars unit");
  checkLabels("rules:\n  cpu-limit-missing:\n    options:\n      sidecars: |", "true false");
  checkLabels("rules:\n  run-as-non-root-missing: { options: { accept: | } }", "strict effective");
  checkLabels("rules:\n  unknown-rule:\n    |", "");
});

test("presets and minors", () => {
  checkLabels("extends: [|]", "recommended strict");
  checkLabels("extends: [recommended, |]", "strict");
  checkLabels("extends: [recommended, s|", "strict");
  checkLabels("extends:\n  - |", "recommended strict");
  checkLabels("extends:\n  - strict\n  - r|\nrules:\n", "recommended");
  checkLabels("extends: |", "recommended strict");
  checkLabels("kubernetes: ['1.34', |]", "1.28 1.29 1.30 1.31 1.32 1.33 1.35 1.36");
  checkAccept("kubernetes: [1.3|]", "1.34", 'kubernetes: ["1.34"]');
  checkAccept('kubernetes: ["1.3|"]', "1.34", 'kubernetes: ["1.34"]');
  checkAccept('kubernetes: ["|', "1.34", 'kubernetes: ["1.34"');
});

test("overrides", () => {
  const parts = "match rules reason until";
  checkLabels("overrides:\n  - |", parts);
  checkLabels("overrides:\n  - match: {}\n    |", "rules reason until");
  checkLabels("overrides:\n  - match:\n      |", "files kinds namespaces names labels");
  checkLabels("overrides:\n  - match: { files: [a], | }", "kinds namespaces names labels");
  checkLabels("overrides:\n  - match: { kinds: [Pod] }\n    rules:\n      |", rules);
  checkLabels("overrides:\n  - match: { kinds: [Pod] }\n    rules: { host-network: | }", levels);
  checkLabels("overrides:\n  - match: { kinds: [Pod] }\n    rules: { cpu-limit-missing: { | } }", "severity");
});

test("what is inserted", () => {
  checkAccept("|", "rules", "rules:\n  ");
  checkAccept("|", "kubernetes", "kubernetes: ");
  checkAccept("|", "overrides", "overrides:\n  - ");
  checkAccept("ru|", "images", "images:\n  ");
  checkAccept("rules:\n  host|", "host-network", "rules:\n  host-network: ");
  checkAccept("rules:\n  ho|st: off", "host-network", "rules:\n  host-network: off");
  checkAccept("images: { t| }", "trusted", "images: { trusted:  }");
  checkAccept("rules: { host-network: of| }", "off", "rules: { host-network: off }");
  checkAccept("extends: |", "strict", "extends: [strict]");
  checkAccept("extends:\n  |", "strict", "extends:\n  - strict");
});

test("nothing in comments and free texts", () => {
  checkLabels("# |", "");
  checkLabels("rules: # |", "");
  checkLabels("overrides:\n  - reason: |", "");
  checkLabels("overrides:\n  - reason: because of |", "");
  checkLabels("nonsense:\n  |", "");
});

/** `expected` is a part of the text, or undefined for none. */
function checkHover(marked: string, expected: string | undefined): void {
  const text = marked.replace("|", "");
  const hover = hoverPolicy(parseDocument(text), marked.indexOf("|"), sampleIndex);
  if (expected === undefined) assert.equal(hover, undefined);
  else assert.ok(hover?.includes(expected), `${marked}: ${hover}`);
}

test("hover", () => {
  checkHover("ru|les:\n", "**rules**");
  checkHover("rules:\n  privileged-|container: off", "Container runs privileged.");
  checkHover("rules:\n  privileged-|container: off", "`polaris:runAsPrivileged`");
  checkHover("rules:\n  cpu-limit-|missing: off", "- `minimum`: How many containers make it matter. Default: `1`.");
  checkHover("rules:\n  privileged-container: |off", "does not run");
  checkHover("extends: [stri|ct]", "asks for more work");
  checkHover("rules:\n  cpu-limit-missing: { options: { un|it: m } }", "The unit in messages");
  checkHover("overrides: [{ match: { kin|ds: [Pod] } }]", "globs are allowed");
  checkHover("overrides: [{ match: { kinds: [P|od] } }]", undefined);
  checkHover("rules:\n  nothing-|known: off", undefined);
  checkHover("# rul|es", undefined);
});

test("every cut of a file is read without a fault", () => {
  const text =
    'extends: [strict]\nrules:\n  cpu-limit-missing: { severity: info, options: { unit: "a" } }\noverrides:\n  - match: { kinds: [Pod] }\n';
  for (let end = 0; end <= text.length; end++)
    for (const at of [end, end >> 1]) {
      const document = parseDocument(text.slice(0, end));
      completePolicy(document, at, sampleIndex);
      hoverPolicy(document, at, sampleIndex);
    }
});
