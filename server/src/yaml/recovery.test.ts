// Broken documents: everything around the damage keeps its place, and one problem says where and what it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "./parse.ts";
import type { YamlNode } from "./tree.ts";

/**
 * `marked` is a document with its damage between `«` and `»`, where the problem must be found; `json` is what its tree comes
 * to (a key without a colon has a `?` behind it), `message` a part of the problem's message.
 */
function check(marked: string, json: string, message: string): void {
  const text = marked.replace("«", "").replace("»", "");
  const { root, problems } = parseDocument(text);
  const found = problems.map(({ start, end }) => `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`);
  assert.equal(JSON.stringify(outline(root)).replaceAll('"', ""), json, text);
  assert.deepEqual(found, [marked], problems.map((problem) => problem.message).join("; "));
  const told = problems[0]?.message ?? "";
  assert.ok(told.includes(message) && !told.endsWith("."), told);
}

/** The damage in a container, with keys of it before and behind, another container and another key of the pod. */
function checkInPod(line: string, made: string, message: string): void {
  const text = `kind: Pod\nspec:\n  containers:\n    - name: web\n${line}\n      ports:\n        - containerPort: 80\n    - name: side\n  restartPolicy: Always\n`;
  const pod = `{kind:Pod,spec:{containers:[{name:web,${made}ports:[{containerPort:80}]},{name:side}],restartPolicy:Always}}`;
  check(text, pod, message);
}

test("a key that is being typed", () => {
  checkInPod("      «imag»", "imag?:null,", "colon is missing after `imag`");
  checkInPod("      «imag» # comment", "imag?:null,", "colon is missing");
  checkInPod("      image«:»nginx", "image:nginx,", "space is missing");
  checkInPod('      image«:»"nginx:1" # x', "image:nginx:1,", "space is missing");
  checkInPod("      «two words»", "two words?:null,", "colon is missing");
  check("«apiV»\nkind: Pod\nmetadata:\n  name: x\n", "{apiV?:null,kind:Pod,metadata:{name:x}}", "colon is missing");
  check("kind: Pod\nspec:\n  a: b\n  «host»", "{kind:Pod,spec:{a:b,host?:null}}", "colon is missing");
  check("kind: Pod\nspec:\n  «rep»\n  template:\n    a: b\n", "{kind:Pod,spec:{rep?:null,template:{a:b}}}", "colon is missing");
  check("a:\n  - «nam»\n    image: x\n  - name: y\nb: c\n", "{a:[{nam?:null,image:x},{name:y}],b:c}", "colon is missing");
  check("a:\n  - b: c\n    «im»\n  - d: e\n", "{a:[{b:c,im?:null},{d:e}]}", "colon is missing");
  check("«metadata»\n  name: x\nspec:\n  a: b\n", "{metadata?:{name:x},spec:{a:b}}", "colon is missing");
  check("spec:\n  «containers»\n  - name: x\n  last: y\n", "{spec:{containers?:[{name:x}],last:y}}", "colon is missing");
  check("a: 1\n«http://x»\nb: 2\n", "{a:1,http://x?:null,b:2}", "colon is missing");
});

test("quotes", () => {
  checkInPod('      image: «"nginx»', "image:nginx,", 'a `"` is missing');
  checkInPod("      image: «'nginx»", "image:nginx,", "a `'` is missing");
  checkInPod('      image: «"nginx»\n      x: "y"', "image:nginx,x:y,", 'a `"` is missing');
  checkInPod('      args: ["a", «"b»]', "args:[a,b],", 'a `"` is missing');
  checkInPod('      args: ["a, "«b»"]', "args:[a, ,b\\],", "comma is missing");
  checkInPod("      image: 'it'«s'»", "image:it,", "does not belong to the value before it");
  checkInPod('      image: "a" «b: c»', "image:a,", "does not belong to the value before it");
  checkInPod('      image: "a«\\d»b"', "image:a\\\\db,", "no escape");
  check('a: 1\n«"b: 2»\nc: 3\n', "{a:1,b: 2?:null,c:3}", "is missing");
  check('a: 1\nb: «"x»', "{a:1,b:x}", "is missing");
  check('a: «"x»\nb:\n  - c: "y"\nd: e\n', "{a:x,b:[{c:y}],d:e}", "is missing");
});

test("brackets", () => {
  checkInPod('      args: «[»"a", "b"', "args:[a,b],", "`[` is never closed");
  checkInPod('      args: «[»"a", b,', "args:[a,b],", "`[` is never closed");
  checkInPod("      args: «[»a, # x\n        b", "args:[a,b],", "`[` is never closed");
  checkInPod("      args: «{»a: 1, b", "args:{a:1,b?:null},", "`{` is never closed");
  checkInPod("      args: {a: 1, b: «{»c: 2", "args:{a:1,b:{c:2}},", "`{` is never closed");
  checkInPod("      args: [a, b«}»", "args:[a,b],", "`]` should stand here");
  checkInPod('      args: ["a" «"»b"]', "args:[a,b],", "comma is missing");
  checkInPod("      args: [a, «,» b]", "args:[a,b],", "value is missing");
  checkInPod("      args: [a]«]»", "args:[a],", "does not belong");
  checkInPod("      args: «-» a", "args:[a],", "list must begin");
  check('{\n  "a": 1,\n  "b": «[»1, 2\n  "c": 3\n}\n', "{a:1,b:[1,2],c:3}", "`[` is never closed");
  check('{\n  "a": 1\n  «"»b": 2\n}\n', "{a:1,b:2}", "comma is missing");
  check('«{»\n  "a": 1,\n  "b": \n', "{a:1,b:null}", "`{` is never closed");
});

test("indentation", () => {
  checkInPod("     «image»: nginx", "image:nginx,", "indented less");
  checkInPod("      image: nginx\n        «pull»: Always", "image:nginx,pull:Always,", "indented more");
  checkInPod("      image: nginx\n         «pull»: Always\n         x: y", "image:nginx,pull:Always,x:y,", "indented more");
  checkInPod("«\t»image: nginx", "image:nginx,", "tab");
  checkInPod("«\t»\t\timage: nginx", "image:nginx,", "tab");
  checkInPod("    «\t»image: nginx\n    \tx: y", "image:nginx,x:y,", "tab");
  check("spec:\n«\t»a:\n\t\t- name: b\n\t\t\tc: d\n\t\t- name: e\n\tf: g\n", "{spec:{a:[{name:b,c:d},{name:e}],f:g}}", "tab");
  check("s:\n  a:\n    - b\n  «-» c: d\n    e: f\n    - g\n  h: i\n", "{s:{a:[b,{c:d,e:f},g],h:i}}", "in line");
  check("s:\n  a:\n    - b: c\n   «-» d: e\n     f: g\n  h: i\n", "{s:{a:[{b:c},{d:e,f:g}],h:i}}", "in line");
  check("s:\n  a:\n    - b: c\n      «-» d: e\n        f: g\n    - x\n  h: i\n", "{s:{a:[{b:c},{d:e,f:g},x],h:i}}", "in line");
  check("s:\n  a:\n    b: c\n  «-» d: e\n    f: g\n  h: i\n", "{s:{a:{b:c},h:i}}", "list item cannot stand here");
  check(" a: 1\n«b»: 2\nc:\n  d: e\n", "{a:1,b:2,c:{d:e}}", "indented less");
  check("d:\n  a: |\n    one\n   «two»\n    three\n  b: c\n", "{d:{a: one\\ntwo\\n three\\n,b:c}}", "indented less");
});

test("values that YAML reads otherwise", () => {
  checkInPod("      image: «a: b»", "image:a: b,", "colon");
  checkInPod("      image: «@nginx»", "image:@nginx,", "cannot start with `@`");
  checkInPod("      image: «`x`» # y", "image:`x`,", "cannot start with ```");
  checkInPod("      image: «>=1.2»", "image:>=1.2,", "cannot start with `>`");
  checkInPod("      image: «%x»", "image:%x,", "cannot start with `%`");
  checkInPod("      image: «*nope»", "image:*nope,", "No anchor `&nope`");
  checkInPod("      image: «{{ .Values.x }}»", "image:{{ .Values.x }},", "template action");
  checkInPod("      image: «{{ .Values.x }}:latest» # y", "image:{{ .Values.x }}:latest,", "template action");
  checkInPod("      args: [«{{ .Values.x }}», b]", "args:[{{ .Values.x }},b],", "template action");
  checkInPod("      «{{- if .Values.x }}»\n      image: x\n      {{- end }}", "image:x,", "template action");
  checkInPod("      «{{- /* a comment»\n        of lines */ -}}\n      image: x", "image:x,", "template action");
  check("a:\n  «{{ $k }}»: {{ $v | quote }}\n  b: c\n", "{a:{{{ $k }}:{{ $v | quote }},b:c}}", "template action");
  check("a: b\n«\0»c: d\n", "{a:b,\\u0000c:d}", "U+0000");
  check("a: b\n«<<<<<<<» HEAD\nc: d\n", "{a:b,c:d}", "merge");
  check("a: {b: c}\na2: 1\n«a»: 2\n", "{a:2,a2:1}", "set twice");
});

test("what the root is", () => {
  check("- a\n«kind»: Pod\nspec:\n  x: y\n", "{kind:Pod,spec:{x:y}}", "cannot follow a list");
  check("--- «a»: 1\nb: 2\n", "{a:1,b:2}", "after `---`");
  check("[a]\n«b»", "[a]", "does not belong");
  check("«%YAML 1.2»\na: b", "{a:b}", "`---`");
});

test("what is not written is valid", () => {
  for (const text of [
    "a:\nb: c\n",
    "a:\n  - b\n  -\n  - c\n",
    "a: {b: , c}\n",
    "-\n",
    "a: [\nb,\nc\n]\nd: e\n",
    'a: "b\nc"\nd: e\n',
    'a: "b"#c\nd: e\n',
    "",
  ]) {
    assert.deepEqual(parseDocument(text).problems, [], text);
  }
});

function outline(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case "map":
      return Object.fromEntries(node.pairs.map((pair) => [keyOf(pair.key) + (pair.colon < 0 ? "?" : ""), outline(pair.value)]));
    case "seq":
      return node.items.map(outline);
    case "alias":
      return `*${node.name}`;
    default:
      return node && !(node.style === "plain" && node.value === "") ? node.value : null;
  }
}

function keyOf(node: YamlNode): string {
  return node.kind === "scalar" ? node.value : node.kind;
}
