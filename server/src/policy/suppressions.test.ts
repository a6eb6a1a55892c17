// Suppression comments and annotations: what they cover, and what is said of those that are not right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { splitDocuments } from "../yaml/split.ts";
import { sampleIndex } from "./sample-index.ts";
import { annotationSuppression, suppressionsIn, suppressionText } from "./suppressions.ts";

const today = "2026-06-15";

function piecesOf(text: string) {
  return splitDocuments(text).map(({ start, end }) => ({ document: parseDocument(text.slice(start, end)), offset: start }));
}

/** A `>` at the start of a line: a finding of `rule` at the line's first word is silenced. The rest of the text is YAML. */
function checkCover(rule: string, marked: string, lineBreak = "\n"): void {
  const lines = marked.replace(/^\n/, "").split("\n");
  const text = lines.map((line) => line.slice(1)).join(lineBreak);
  const pieces = piecesOf(text);
  const { find, problems } = suppressionsIn(pieces, sampleIndex, today);
  assert.deepEqual(problems, []);
  let offset = 0;
  const out = lines.map((line) => {
    const content = line.slice(1);
    const at = offset + (/^(?:[ ]|- )*/.exec(content)?.[0].length ?? 0);
    offset += content.length + lineBreak.length;
    const piece = pieces.findLast((one) => one.offset <= at);
    const isContent = content.trim() !== "" && !/^ *(?:#|---)/.test(content);
    return (isContent && piece && find(piece.document, at - piece.offset, rule) ? ">" : " ") + content;
  });
  assert.equal(out.join("\n"), lines.join("\n"));
}

/** Below a line: carets under the span of a problem and its message. */
function checkProblems(marked: string): void {
  const lines = marked.replace(/^\n/, "").split("\n");
  const text = lines.filter((line) => !/^ *\^/.test(line)).join("\n");
  const { problems } = suppressionsIn(piecesOf(text), sampleIndex, today);
  const out: string[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    out.push(line);
    for (const { start, end, message } of problems)
      if (start >= offset && start <= offset + line.length)
        out.push(`${" ".repeat(start - offset)}${"^".repeat(Math.max(1, end - start))} ${message}`);
    offset += line.length + 1;
  }
  assert.equal(out.join("\n"), lines.join("\n"));
}

test("at the end of a line: that line", () => {
  const text = `
 spec:
>  hostNetwork: true # kube-clinic-ignore host-network
   containers:
     - name: a`;
  checkCover("host-network", text);
  checkCover("host-network", text, "\r\n");
  checkCover("fs-group-missing", text.replaceAll(">", " "));
});

test("on a line of its own: the next node and all below it", () => {
  checkCover(
    "privileged-container",
    `
 spec:
   containers:
     # kube-clinic-ignore privileged-container
>    - name: a
>      securityContext:
>        privileged: true
     - name: b
       securityContext:
         # kube-clinic-ignore host-network, privileged-container
         # another comment
>        privileged: true
         runAsUser: 0
       image: x # kube-clinic-ignore-next-line privileged-container
>    - name: c
   other: 1`,
  );
  checkCover("host-network", " a:\n   # kube-clinic-ignore host-network\n>  first: 1\n   second: 2");
  checkCover("host-network", " a:\n   b: 1\n   # kube-clinic-ignore host-network\n>c:\n>  - d");
  checkCover("host-network", " a:\n   # kube-clinic-ignore host-network\n>  text\n b: 1");
  checkCover("host-network", " a:\n   # kube-clinic-ignore host-network\n>  {b: 1,\n>  c: 2}\n d: 1");
  checkCover("host-network", " a: [\n   # kube-clinic-ignore host-network\n>  {b: 1},\n   {c: 1}]");
});

test("above the first key: the document", () => {
  checkCover("host-network", " # licence\n # kube-clinic-ignore host-network\n>kind: Pod\n>spec:\n>  a: 1\n ---\n kind: Pod");
  checkCover("host-network", " # kube-clinic-ignore host-network\n ---\n>kind: Pod\n>spec: 1\n ---\n kind: Pod");
  checkCover("host-network", " --- # kube-clinic-ignore host-network\n>kind: Pod\n>spec: 1\n ---\n kind: Pod");
});

test("for a file: all its documents", () => {
  checkCover("host-network", '>kind: Pod\n>a: 1\n ---\n>kind: Pod\n # kube-clinic-ignore-file host-network reason="no"');
  checkCover("host-network", " # kube-clinic-ignore-file all\n ---\n>kind: Pod");
});

test("only real comments count", () => {
  checkCover(
    "host-network",
    ' a: |\n   # kube-clinic-ignore host-network\n b: 1\n c: "# kube-clinic-ignore all"\n d: x# kube-clinic-ignore all',
  );
  checkCover("host-network", " # see kube-clinic-ignore host-network\n b: 1");
});

test("rules are named by id, by `tool:id`, or by `all`", () => {
  checkCover("privileged-container", ">a: 1 # kube-clinic-ignore all");
  checkCover("privileged-container", ">a: 1 #kube-clinic-ignore checkov:CKV_K8S_16,trivy:AVD-KSV-0017");
  checkCover("run-as-non-root-missing", ">a: 1 # kube-clinic-ignore kubescape:C-0211");
});

test("the last day still counts", () => {
  checkCover("host-network", `>a: 1 # kube-clinic-ignore host-network until=${today} reason="soon"`);
});

test("words that are not right", () => {
  checkProblems("a: 1 # kube-clinic-ignore\n                         ^ Name the rules to ignore, or `all`");
  checkProblems("a: 1 # kube-clinic-ignore: all\n                         ^ No `:` belongs here: the rule ids follow at once");
  checkProblems(`
a: 1 # kube-clinic-ignore host-network,
                                       ^ A rule id is missing behind the comma
b: 1 # kube-clinic-ignore host-network because of legacy
                                       ^^^^^^^ \`because\` is not understood, only \`reason="…"\` and \`until=2027-01-31\` follow the rules
c: 1 # kube-clinic-ignore host-network reason=legacy
                                              ^^^^^^ A reason stands in double quotes: \`reason="…"\`
d: 1 # kube-clinic-ignore host-network reason="legacy
                                              ^^^^^^^ A reason stands in double quotes: \`reason="…"\`
e: 1 # kube-clinic-ignore host-network until=2026-02-30
                                             ^^^^^^^^^^ \`2026-02-30\` is no day of the calendar
f: 1 # kube-clinic-ignore host-network until=soon
                                             ^^^^ \`soon\` is no date, write it as \`2027-01-31\`
g: 1 # kube-clinic-ignore-nextline host-network
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unknown word \`kube-clinic-ignore-nextline\` (did you mean \`kube-clinic-ignore-next-line\`?)
h: 1 # kube-clinic-ignore reason="x"
                          ^^^^^^^^^^ Name the rules to ignore, or \`all\`
i: 1 # kube-clinic-ignore host-netwrk, CKV_K8S_16
                          ^^^^^^^^^^^ Unknown rule \`host-netwrk\` (did you mean \`host-network\`?)
                                       ^^^^^^^^^^ Unknown rule \`CKV_K8S_16\` (did you mean \`privileged-container\`?)
j: 1 # kube-clinic-ignore host-network until=2026-06-14
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This suppression ended on \`2026-06-14\` and no longer applies
k: 1
# kube-clinic-ignore host-network
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This suppression covers nothing: no node follows`);
  checkProblems("a: 1\n---\n# kube-clinic-ignore all\n  ^^^^^^^^^^^^^^^^^^^^^^ This suppression covers nothing: no node follows");
});

function silenced(comment: string) {
  const pieces = piecesOf(`a: 1 # kube-clinic-ignore ${comment}\n`);
  const document = pieces[0]?.document;
  return document && suppressionsIn(pieces, sampleIndex, today).find(document, 0, "host-network");
}

test("what is not right silences nothing, but known rules beside an unknown one count", () => {
  assert.equal(silenced("host-network until=2026-13-01"), undefined);
  assert.equal(silenced("host-network until=2026-06-14"), undefined);
  assert.equal(silenced("host-network because"), undefined);
  assert.ok(silenced("unknown, host-network"));
  assert.deepEqual(silenced('host-network , all until=2027-01-31 reason=" a \\"b\\" "'), {
    by: "comment",
    reason: 'a "b"',
    until: "2027-01-31",
  });
});

test("the comment to insert is understood", () => {
  assert.equal(suppressionText("host-network"), "# kube-clinic-ignore host-network");
  const text = suppressionText("host-network", 'node\nagent "x" \\');
  const pieces = piecesOf(`${text}\na: 1\n`);
  const document = pieces[0]?.document;
  assert.ok(document);
  const { find, problems } = suppressionsIn(pieces, sampleIndex, today);
  assert.deepEqual(problems, []);
  assert.equal(find(document, document.root?.start ?? 0, "host-network")?.reason, 'node agent "x" \\');
});

test("annotations", () => {
  const { find, problems } = annotationSuppression("host-network, polaris:runAsPrivileged,", " why ", sampleIndex);
  assert.deepEqual(problems, []);
  assert.deepEqual(find("host-network"), { by: "annotation", reason: "why", until: undefined });
  assert.ok(find("privileged-container"));
  assert.equal(find("fs-group-missing"), undefined);
  assert.ok(annotationSuppression("all", undefined, sampleIndex).find("fs-group-missing"));
  assert.deepEqual(annotationSuppression("host-network nope", undefined, sampleIndex).problems, [
    { start: 13, end: 17, severity: "warning", message: "Unknown rule `nope`" },
  ]);
  assert.equal(annotationSuppression(" ", undefined, sampleIndex).problems[0]?.message, "Name the rules to ignore, or `all`");
});

test("hostile comments are read in time", () => {
  const started = performance.now();
  const long = `a: 1 # kube-clinic-ignore ${"x ,".repeat(50_000)} reason="${"\\".repeat(100_000)}\n`;
  suppressionsIn(piecesOf(long), sampleIndex, today);
  const many = `a:\n${"  - b # kube-clinic-ignore host-network\n".repeat(5000)}`;
  suppressionsIn(piecesOf(many), sampleIndex, today);
  assert.ok(performance.now() - started < 5000);
});
