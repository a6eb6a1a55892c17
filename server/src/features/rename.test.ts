// Tests that a new name reaches every file, and that names that can't change say why.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import { applyTextEdits } from "../base/text-edit.ts";
import { LineIndex } from "../base/line-index.ts";
import { mentionsOf } from "../kube/mentions.ts";
import { apply } from "../workspace/snapshot.ts";
import { pathOf, rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";
import { prepareRename, rename } from "./rename.ts";
import { sampleUnit } from "./sample-unit.ts";
import { cursorIn, deployment, service, settings, shop, shopAt } from "./sample-shop.ts";

/** `expected`: what is replaced by what in the text without its cursor, each once; every other byte stays. */
function check(text: string, newName: string, ...expected: readonly (readonly [old: string, text: string])[]): void {
  const { engine, path, position } = sampleUnit(text);
  const prepared = prepareRename(engine, path, position);
  assert.ok(!("refused" in prepared), JSON.stringify(prepared));
  const edit = rename(engine, path, position, newName);
  assert.ok(!("refused" in edit), JSON.stringify(edit));
  const before = [...engine.snapshot.files.values()].map(({ path, text }) => `== ${path}\n${text}`).join("");
  const files = filesAfter(engine, edit);
  const after = [...files].map(([path, text]) => `== ${path}\n${text}`).join("");
  let wanted = before;
  for (const [old, text] of expected) {
    assert.equal(wanted.split(old).length, 2, `${old} is there once`);
    wanted = wanted.replace(old, () => text);
  }
  assert.equal(after, wanted);
}

function filesAfter({ snapshot, client }: Engine, edit: WorkspaceEdit): Map<string, string> {
  const files = new Map([...snapshot.files].map(([path, { text }]) => [path, text]));
  for (const { textDocument, edits } of (edit.documentChanges ?? []) as TextDocumentEdit[]) {
    const changed = pathOf(textDocument.uri);
    assert.equal(textDocument.version, client.versionOf(changed) ?? null);
    files.set(changed, applied(files.get(changed)!, edits as TextEdit[]));
  }
  return files;
}

function refuses(text: string, newName: string, message: RegExp): void {
  const { engine, path, position } = sampleUnit(text);
  const result = rename(engine, path, position, newName);
  assert.match("refused" in result ? result.refused : "it was renamed", message);
}

function refusesAtOnce(text: string, message: RegExp): void {
  const { engine, path, position } = sampleUnit(text);
  const result = prepareRename(engine, path, position);
  assert.match("refused" in result ? result.refused : "it can be renamed", message);
  refuses(text, "other", message);
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const at = ({ line, character }: { line: number; character: number }) => lines.offsetAt({ line, column: character });
  return applyTextEdits(
    text,
    edits.map(({ range, newText }) => ({ start: at(range.start), end: at(range.end), text: newText })),
  );
}

test("an object in all files, quotes kept", () => {
  const edits = [
    ["configMap: { name: settings }", "configMap: { name: config }"],
    ["configMapKeyRef: { name: settings,", "configMapKeyRef: { name: config,"],
    ["name: 'settings'", "name: 'config'"],
  ] as const;
  check(shopAt("name: 'settings"), "config", ...edits);
  check(shopAt("configMap: { name: settings"), "config", ...edits);
});

test("a name that would read as something else is quoted", () => {
  check(
    shopAt("kind: ServiceAccount\nmetadata: { name: runner"),
    "1e3",
    ["serviceAccountName: runner", 'serviceAccountName: "1e3"'],
    ["{ name: runner }", '{ name: "1e3" }'],
  );
});

test("a Service does not take along what only has the same name", () => {
  check(
    shopAt("backend: { service: { name: web"),
    "front",
    ["kind: Service\nmetadata:\n  name: web", "kind: Service\nmetadata:\n  name: front"],
    ["service: { name: web", "service: { name: front"],
  );
});

test("entries, ports, volumes, containers", () => {
  check(shopAt("key: mode"), "MODE", ["key: mode", "key: MODE"], ["  mode: fast", "  MODE: fast"]);
  check(shopAt("name: public"), "outer", ["- name: public", "- name: outer"], ["{ name: public }", "{ name: outer }"]);
  check(shopAt("{ name: conf"), "files", ["- name: conf\n", "- name: files\n"], ["{ name: conf,", "{ name: files,"]);
  check(shopAt("- name: main"), "app", ["- name: main", "- name: app"], ["container: main", "container: app"]);
  check(
    shopAt("targetPort: http"),
    "web",
    ["- name: http", "- name: web"],
    ["port: http,", "port: web,"],
    ["targetPort: http", "targetPort: web"],
  );
});

test("patches and generators go along", () => {
  const unit = `== kustomization.yaml
resources: [deploy.yaml]
patches:
  - path: patch.yaml
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
configMapGenerator:
  - name: settings
    literals: ["mode=fast"]
== deploy.yaml
${deployment}== patch.yaml
apiVersion: apps/v1
kind: Deployment
metadata: { name: "web" } # patched
spec: { template: { spec: { containers: [{ name: main, envFrom: [{ configMapRef: { name: settings } }] }] } } }
`;
  check(
    cursorIn(unit, "kind: Deployment\nmetadata:\n  name: web"),
    "shop",
    ["metadata:\n        name: web\n", "metadata:\n        name: shop\n"],
    ["metadata:\n  name: web\n", "metadata:\n  name: shop\n"],
    ['{ name: "web" }', '{ name: "shop" }'],
  );
  check(
    cursorIn(unit, "- name: settings"),
    "config",
    ["- name: settings", "- name: config"],
    ["configMap: { name: settings", "configMap: { name: config"],
    ["configMapKeyRef: { name: settings", "configMapKeyRef: { name: config"],
    ["configMapRef: { name: settings", "configMapRef: { name: config"],
  );
  check(cursorIn(unit, "key: mode"), "how", ["mode=fast", "how=fast"], ["key: mode", "key: how"]);
  check(cursorIn(unit, "- name: main"), "app", ["- name: main", "- name: app"], ["[{ name: main,", "[{ name: app,"]);
});

test("every name of the shop can be changed and changed back, from wherever it is written", () => {
  let count = 0;
  const { engine } = sampleUnit(shop);
  for (const { path, parts } of engine.snapshot.files.values())
    for (const part of parts)
      for (const mention of mentionsOf(part.document).list) {
        const position = rangeOf(part, mention).start;
        const prepared = prepareRename(engine, path, position);
        if ("refused" in prepared) continue;
        const there = rename(engine, path, position, "zz9");
        assert.ok(!("refused" in there), JSON.stringify(there));
        const { snapshot } = apply(engine.snapshot, { files: filesAfter(engine, there) });
        const renamed = { ...engine, snapshot };
        const back = rename(renamed, path, position, prepared.placeholder);
        assert.ok(!("refused" in back), JSON.stringify(back));
        assert.deepEqual(filesAfter(renamed, back), new Map([...engine.snapshot.files].map(([path, { text }]) => [path, text])));
        count++;
      }
  assert.equal(count, 27);
});

test("names that Kubernetes would refuse, and names that are taken", () => {
  refuses(shopAt("kind: Service\nmetadata:\n  name: web"), "Web", /`Web` is no valid name: lower case/);
  refuses(shopAt("kind: Service\nmetadata:\n  name: web"), "1web", /a letter first/);
  refuses(shopAt("- name: http"), "a-very-long-port-name", /21 characters, and 15/);
  refuses(shopAt("- name: http"), "80", /at least one letter/);
  refuses(shopAt("key: mode"), "a b", /no valid name/);
  refuses(shopAt("key: mode"), "app.ini", /Entry `app.ini` of ConfigMap `settings` is there already/);
  refuses(shopAt("- name: conf"), "keys", /Volume `keys` of Deployment `web` is there already/);
  refuses(
    `== a.yaml\n${cursorIn(settings, "settings")}---\n${settings.replace("settings", "other")}`,
    "other",
    /ConfigMap `other` is there already/,
  );
  refuses(shopAt("name: 'settings"), "", /can't be empty/);
});

test("nothing is renamed while files are still being read", () => {
  const { engine, path, position } = sampleUnit(shopAt("name: 'settings"), false);
  const result = prepareRename(engine, path, position);
  assert.match("refused" in result ? result.refused : "", /have been read yet/);
});

test("what is no name, generated, filled in or shared", () => {
  refusesAtOnce(shopAt("image: web:1"), /no name here/);
  refusesAtOnce(shopAt("containerPort: 8080"), /number is no name/);
  refusesAtOnce(shopAt('secretName: "cert'), /not declared in these files/);
  refusesAtOnce("apiVersion: v1\nkind: Pod\nmetadata: { generateName: we$0b- }\n", /makes up the rest/);
  refusesAtOnce("apiVersion: v1\nkind: Pod\nmetadata: { name: '${APP}-w$0eb' }\n", /filled in by another tool/);
  refusesAtOnce(`${service.replace("name: web", "name: &n we$0b")}  a: *n\n`, /the anchor `&n`/);
  const prefixed = shop
    .replace("kind: ConfigMap", "kind: ConfigMap")
    .replace("configMap: { name: settings", "configMap: { name: my-settings");
  const names = [...prefixed.matchAll(/^== (.*)$/gm)].map(([, name]) => name).join(", ");
  refusesAtOnce(
    cursorIn(`${prefixed}== kustomization.yaml\nnamePrefix: my-\nresources: [${names}]\n`, "name: 'settings"),
    /`my-settings` is made of this name by `kustomization.yaml`/,
  );
});
