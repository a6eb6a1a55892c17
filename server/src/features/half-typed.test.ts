// Tests that whatever stands in a file, navigation answers and points into the text.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Range } from "vscode-languageserver-types";
import { codeLenses } from "./code-lens.ts";
import { definition } from "./definition.ts";
import { documentLinks } from "./links.ts";
import { highlights, references } from "./references.ts";
import { prepareRename } from "./rename.ts";
import { sampleUnit, shownPlace } from "./sample-unit.ts";
import { deployment, service, settings } from "./sample-shop.ts";

const kustomization = `resources: [a.yaml, b.yaml]
configMapGenerator:
  - name: settings
    literals: [a=b]
    files: [x=y/z.ini]
patches:
  - target: { kind: Deployment, name: web }
    patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
`;

/** The file cut off at every third offset, with the cursor there; its neighbours are whole. */
function check(name: string, text: string): void {
  const others = `== b.yaml\n${service}== c.yaml\n${settings}== d.yaml\n${deployment}`;
  for (let end = 0; end <= text.length; end += 3) {
    const { engine, path, position } = sampleUnit(`== ${name}\n${text.slice(0, end)}$0\n${others}`);
    const { uriOf } = engine.client;
    const shown = (uri: string, range: Range) => assert.match(shownPlace(engine.snapshot, uri, range), /:\d+ \S/);
    for (const { targetUri, targetSelectionRange } of definition(engine, path, position)) shown(targetUri, targetSelectionRange);
    for (const { uri, range } of references(engine, path, position, true)) shown(uri, range);
    for (const { range } of highlights(engine, path, position) ?? []) shown(uriOf(path), range);
    for (const { range } of documentLinks(engine, path)) shown(uriOf(path), range);
    for (const { range } of codeLenses(engine, path)) shown(uriOf(path), range);
    const prepared = prepareRename(engine, path, position);
    if ("range" in prepared) shown(uriOf(path), prepared.range);
    else assert.ok(prepared.refused);
  }
}

test("a manifest cut off anywhere", () => check("a.yaml", deployment));

test("a kustomization cut off anywhere", () => check("kustomization.yaml", kustomization));
