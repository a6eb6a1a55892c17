// Trees: spans, styles, problems that valid YAML can have, and what hostile or half-finished text comes to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { array, assert as assertProperty, constant, constantFrom, double, nat, oneof, property, record } from "fast-check";
import { parseDocument } from "./parse.ts";
import { splitDocuments } from "./split.ts";
import { nodeAt } from "./node-at.ts";
import type { YamlDocument, YamlNode, YamlPair } from "./tree.ts";

test("every node knows what it is, where it stands and what it belongs to", () => {
  check("--- # c\na: &x 1\n", "map<a: &x 1>", "plain<a>", "plain<1> &x");
  check(
    "a: \"x\\ty\"\n'b': |\n  c\n\nd: >- # e\n  f\n",
    "map<a: \"x\\ty\"¶'b': |¶  c¶¶d: >- # e¶  f>",
    "plain<a>",
    'double<"x\\ty">',
    "single<'b'>",
    "literal<|¶  c>",
    "plain<d>",
    "folded<>- # e¶  f>",
  );
  check(
    "a:\n- b\n-\nc: {d: [e, ]}\n",
    "map<a:¶- b¶-¶c: {d: [e, ]}>",
    "plain<a>",
    "seq<- b¶->",
    "plain<b>",
    "plain<>",
    "plain<c>",
    "flow map<{d: [e, ]}>",
    "plain<d>",
    "flow seq<[e, ]>",
    "plain<e>",
  );
  check("!t &m\n!u k: *m\n", "map<!u k: *m> &m !t", "plain<k> !u", "alias<*m>");
  check("[a: b]", "flow seq<[a: b]>", "flow map<a: b>", "plain<a>", "plain<b>");
  check("? a\n: b\n? c\n", "map<? a¶: b¶? c>", "plain<a>", "plain<b>", "plain<c>", "plain<>");
  check("a\n b", "plain<a¶ b>");
  check("# nothing");
  check("---\n");
  check("--- !!str", "plain<> !!str");
});

test("colons are where they stand", () => {
  const text = "a:  b\n? c\n: d\n'e' : {f: g, h}\ni\n";
  const colons = allPairs(parseDocument(text).root).map(({ colon }) => colon);
  assert.deepEqual(colons, [1, 10, 18, 22, -1, -1]);
});

test("keys that are set twice are warnings at the later one", () => {
  const wide = Array.from({ length: 20 }, (_, i) => `k${i}: 1\n`).join("");
  for (const text of ["a: 1\nb: 2\na: 3\n", "{a: 1, 'a': 2}", `${wide}k3: 2\n`, "a: 1\na: [\n2\n]\n", "imag\na: 1\na: 2\n"]) {
    const found = parseDocument(text).problems.filter(({ code }) => code === "duplicate-key");
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ["warning"],
      text,
    );
    assert.equal(found[0]?.start, text.lastIndexOf(text.includes("k3") ? "k3" : text.includes("'a'") ? "'a'" : "a:"), text);
  }
  assert.deepEqual(parseDocument('<<: {a: 1}\n<<: {b: 2}\nc: 1\n"1": 2\n').problems, []);
});

test("an alias stands for the nearest anchor above it", () => {
  const { root, problems } = parseDocument("a: &x 1\nb: &x 2\nc: *x\nd: *y\ne: &y 3\n");
  const [, , c, d] = root?.kind === "map" ? root.pairs : [];
  assert.ok(c?.value.kind === "alias" && c.value.target?.kind === "scalar" && c.value.target.value === "2");
  assert.ok(d?.value.kind === "alias" && d.value.target === undefined);
  assert.deepEqual(
    problems.map(({ code, start }) => [code, start]),
    [["unknown-alias", 25]],
  );
});

test("nesting beyond 200 levels is a problem where it begins, the outer part is kept", () => {
  const block = Array.from({ length: 10_000 }, (_, i) => `${" ".repeat(Math.min(i, 2_000))}k:`).join("\n");
  const hostile = [
    "[".repeat(10_000),
    "{a: ".repeat(10_000),
    "- ".repeat(10_000),
    "? ".repeat(10_000),
    `a: ${"[".repeat(300)}x${"]".repeat(300)}\nb: c`,
    block,
  ];
  for (const text of hostile) {
    const document = parseDocument(text);
    assert.deepEqual(document.problems.filter(({ code }) => code === "too-deep").length, 1, text.slice(0, 20));
    const depth = checkLaws(document);
    assert.ok(depth >= 195 && depth <= 202, `${depth}`);
  }
  const behind = parseDocument(`a: ${"[".repeat(300)}x${"]".repeat(300)}\nb: c`);
  assert.equal(allPairs(behind.root).at(-1)?.colon, 606);
  const fits = parseDocument(`${"[".repeat(199)}x${"]".repeat(199)}`);
  assert.deepEqual(fits.problems, []);
});

test("of very many problems the first thousand are told", () => {
  const { problems } = parseDocument(`a: 1\n${"imag\n".repeat(2_000)}`);
  assert.equal(problems.length, 1_000);
  assert.equal(problems[999]?.end, 5_004);
});

test("hostile text is read in bounded time", () => {
  const bomb = `a0: &a0 [x, x]\n${Array.from({ length: 1000 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`).join("")}`;
  const texts = [
    bomb,
    "a: ".repeat(100_000),
    "x".repeat(10_000_000),
    `"${"\\n".repeat(500_000)}`,
    `a: "${"x\n".repeat(100_000)}`,
    "a: [\n".repeat(15_000),
    "a: {b: [\n".repeat(15_000),
    "a: 'x\n".repeat(30_000),
    'a: "x\\"\n'.repeat(30_000),
    "{{ x\n".repeat(30_000),
    "{{ x }} {{\n".repeat(30_000),
    "\ta: b\n".repeat(30_000),
    "- a\n - b\n".repeat(15_000),
    "a: b: c\n".repeat(30_000),
    "a\n".repeat(30_000),
    "a: |\n\n".repeat(30_000),
    `a: |\n${"  {{ x }}\n {{ y }}\n".repeat(15_000)}`,
    `a: x${"\n".repeat(100_000)}b`,
    " ".repeat(1_000_000),
    "[a, ".repeat(30_000),
    "}".repeat(30_000),
    "\0".repeat(30_000),
    "&a ".repeat(30_000),
    "!a ".repeat(30_000),
    "%a\n".repeat(30_000),
    `b: @\n${Array.from({ length: 30_000 }, (_, i) => `key${i}: [value, "x"]\n`).join("")}`,
    `b: @\nc: |\n${"  text\n".repeat(60_000)}`,
  ];
  for (const text of texts) {
    const start = performance.now();
    checkLaws(parseDocument(text));
    const took = performance.now() - start;
    assert.ok(took < 8_000, `${JSON.stringify(text.slice(0, 30))} took ${took} ms`);
  }
});

test("a document that is too large is not read", () => {
  assert.deepEqual(
    parseDocument("a".repeat(33 * 1024 * 1024)).problems.map(({ code }) => code),
    ["too-large"],
  );
});

test("whatever is cut out of manifests or typed into them, the tree is sound", () => {
  const file = readFileSync("test/fixtures/yaml/manifests.yaml", "utf8");
  const pieces = splitDocuments(file).map(({ start, end }) => file.slice(start, end));
  const snippets = constantFrom(
    "\n",
    "  ",
    "\t",
    "- ",
    ":",
    ": ",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    " #",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
    "? ",
    "{{",
    "}}",
    "---\n",
    "\r",
    "\0",
    "\uFEFF",
    "\uD800",
    "@",
    "%",
    "\\",
    "x",
  );
  const edit = record({
    at: double({ min: 0, max: 1, noNaN: true }),
    cut: nat(30),
    insert: oneof(constant(""), snippets),
  });
  assertProperty(
    property(constantFrom(...pieces), array(edit, { minLength: 1, maxLength: 4 }), (piece, edits) => {
      let text = piece;
      for (const { at, cut, insert } of edits) {
        const start = Math.floor(at * text.length);
        text = text.slice(0, start) + insert + text.slice(start + cut);
      }
      const document = parseDocument(text);
      checkLaws(document);
      for (let offset = 0; offset <= text.length; offset += 7) nodeAt(document, offset);
    }),
    { numRuns: 1_500, seed: 7 },
  );
});

/** `nodes`: all nodes, outermost first, each as `style<text> &anchor !tag`, a line break as `¶`. */
function check(text: string, ...nodes: string[]): void {
  const document = parseDocument(text);
  checkLaws(document);
  const found = allNodes(document.root).map((node) => {
    const kind = node.kind === "scalar" ? node.style : node.kind;
    const flow = (node.kind === "map" || node.kind === "seq") && node.flow ? "flow " : "";
    const anchor = node.anchor ? ` &${node.anchor.text}` : "";
    return `${flow}${kind}<${text.slice(node.start, node.end).replaceAll("\n", "¶")}>${anchor}${node.tag ? ` ${node.tag.text}` : ""}`;
  });
  assert.deepEqual(found, nodes);
}

/** What holds for every tree; returns how deep it is. */
function checkLaws({ text, root, comments, problems }: YamlDocument): number {
  let last = 0;
  for (const { start, end } of [...comments, ...problems]) assert.ok(0 <= start && start <= end && end <= text.length);
  for (const { start, end } of comments) {
    assert.ok(last <= start && text[start] === "#");
    last = end;
  }
  for (let i = 1; i < problems.length; i++) assert.ok((problems[i - 1]?.start ?? 0) <= (problems[i]?.start ?? 0));
  return root ? checkNode(root, undefined, 0, text.length, text) : 0;
}

function checkNode(node: YamlNode, parent: YamlNode["parent"], from: number, to: number, text: string): number {
  const demand = (holds: boolean) => {
    if (!holds) assert.fail(`${node.kind} ${node.start}-${node.end} in ${from}-${to} of ${JSON.stringify(text.slice(0, 2_000))}`);
  };
  demand(node.parent === parent);
  demand(from <= node.start && node.start <= node.end && node.end <= to);
  for (const part of [node.anchor, node.tag]) {
    if (part) demand(from <= part.start && part.end <= node.start && text.slice(part.start, part.end).endsWith(part.text));
  }
  if (node.kind === "alias") demand(text.slice(node.start, node.end) === `*${node.name}`);
  let depth = 0;
  let at = node.start;
  if (node.kind === "seq") {
    for (const item of node.items) {
      depth = Math.max(depth, checkNode(item, node, at, node.end, text));
      at = item.end;
    }
  }
  for (const pair of node.kind === "map" ? node.pairs : []) {
    demand(pair.parent === node);
    depth = Math.max(depth, checkNode(pair.key, pair, at, node.end, text));
    if (pair.colon >= 0) demand(pair.key.end <= pair.colon && text[pair.colon] === ":" && pair.colon < pair.value.start);
    depth = Math.max(depth, checkNode(pair.value, pair, pair.key.end, node.end, text));
    at = pair.value.end;
  }
  return depth + 1;
}

function allNodes(node: YamlNode | undefined): YamlNode[] {
  if (node?.kind === "map") return [node, ...node.pairs.flatMap(({ key, value }) => [...allNodes(key), ...allNodes(value)])];
  if (node?.kind === "seq") return [node, ...node.items.flatMap(allNodes)];
  return node ? [node] : [];
}

function allPairs(root: YamlNode | undefined): YamlPair[] {
  return allNodes(root)
    .flatMap((node) => (node.kind === "map" ? [...node.pairs] : []))
    .toSorted((a, b) => a.key.start - b.key.start);
}
