// Tests which paths are links, and what they lead to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf } from "./convert.ts";
import { documentLinks } from "./links.ts";
import { sampleUnit, shownPlace } from "./sample-unit.ts";

/** Each as `line text -> path`, of the first file. */
function check(text: string, ...expected: readonly string[]): void {
  const { engine, path } = sampleUnit(text);
  const found = documentLinks(engine, path).map(({ range, target }) => {
    const place = shownPlace(engine.snapshot, engine.client.uriOf(path), range).replace(/^.*?:/, "");
    return `${place} -> ${pathOf(target!)}`;
  });
  assert.deepEqual(found, expected);
}

test("the paths of a kustomization", () => {
  check(
    `== over/kustomization.yaml
resources:
  - ../base
  - 'web.yaml'
  - https://example.com/x.yaml
  - github.com/acme/x?ref=v1
components: [../parts/]
patches:
  - path: patch.yaml
  - patch: "a: 1"
configMapGenerator:
  - name: x
    files: [app.ini, key=conf/b.ini]
    envs: ["x.env"]
== base/kustomization.yaml
resources: []
`,
    "2 ../base -> /w/base/kustomization.yaml",
    "3 web.yaml -> /w/over/web.yaml",
    "6 ../parts/ -> /w/parts",
    "8 patch.yaml -> /w/over/patch.yaml",
    "13 x.env -> /w/over/x.env",
    "12 app.ini -> /w/over/app.ini",
    "12 conf/b.ini -> /w/over/conf/b.ini",
  );
});

test("what a policy extends, but for presets", () => {
  check("== kube-clinic.yaml\nextends: [strict, ./team.yaml]\n", "1 ./team.yaml -> /w/team.yaml");
  check("== kube-clinic.yaml\nextends: ../all.yaml\n", "1 ../all.yaml -> /all.yaml");
});

test("dependencies that lie beside a chart", () => {
  check(
    `== app/Chart.yaml
name: app
dependencies:
  - { name: a, repository: "file://../lib" }
  - { name: b, repository: "https://charts.example.com" }
== lib/Chart.yaml
name: lib
`,
    "3 ../lib -> /w/lib/Chart.yaml",
  );
});

test("manifests have none", () => {
  check("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { resources: a.yaml }\n");
});
