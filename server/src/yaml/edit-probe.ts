// Probe.
import { parseDocument } from "./parse.ts";
import { toTextEdits } from "./edit-apply.ts";
import { applyTextEdits } from "../base/text-edit.ts";
import { Find, edited } from "./edit-case.ts";
const show = (t: string) => {
  const d = parseDocument(t);
  process.stdout.write(
    JSON.stringify(t) + "\n  " + JSON.stringify(d.problems.map((p) => [p.start, p.end, p.severity, p.code, p.message])) + "\n",
  );
};
show("a: {\n  b: 1\n}\nc: 1\n");
show("spec:\n  args: [\n    x\n  ]\n");
show("a:\n  b: 1\n  secur");
show("a:\n  b: 1\n  secur\nc: 1\n");
show("a:\n  b: 'x\nc: 1\n");
show("a:\n  b: [1, 2\nc: 1\n");
show("a:\n\tb: 1\nc: 1\n");
show("a:\n  b: x: y\n  d: 1\nc: 1\n");
show("a:\n  b: {{ .Values.x }}\nc: 1\n");
show("a: {b: 1, c\nd: 1\n");
const e = (t: string, f: Parameters<typeof edited>[1]) => process.stdout.write((edited(t, f) ?? "REFUSED") + "\n----\n");
e("a:\n  b: 'x\nc: 1\n", (f) => [f.set("a/d", 1)]);
e("a:\n  b: 'x\nc: 1\n", (f) => [f.set("d", 1)]);
e("a:\n  b: 'x\nc: 1\nx:\n  y: 1\n", (f) => [f.set("x/d", 1)]);
e("a:\n  b: [1, 2\nc: 1\n", (f) => [f.insertItem("a.b", 1)]);
e("a:\n  b: [1, 2\nc: 1\n", (f) => [f.insertItem("a.b", 4)]);
e("a:\n  b: [1, 2\nc: 1\n", (f) => [f.set("a/d", 4)]);
e("a:\n  b: {{ .Values.x }}\nc: 1\n", (f) => [f.set("a/b", 4)]);
e("a:\n  b: {{ .Values.x }}\nc: 1\n", (f) => [f.set("a/d", 4)]);
e("a:\n  b:\n    image: x\n    ima\n  c: 1\n", (f) => [f.set("a.b/d", 4)]);
e("a:\n  b:\n    image: x\n    ima\n  c: 1\n", (f) => [f.set("a/d", 4)]);
e("spec:\n  args: [\n    x\n  ]\n", (f) => [f.insertItem("spec.args", "y z")]);
e("spec:\n  m: {\n    x: 1,\n  }\n", (f) => [f.set("spec.m.y1.z1", "y z")]);
