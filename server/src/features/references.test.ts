// Tests who speaks of a name, in all files and in one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { highlights, references } from "./references.ts";
import { sampleUnit, shownPlace } from "./sample-unit.ts";
import { cursorIn, deployment, service, shopAt } from "./sample-shop.ts";

function check(text: string, ...expected: readonly string[]): void {
  const { engine, path, position } = sampleUnit(text);
  const shown = (declared: boolean) =>
    references(engine, path, position, declared).map(({ uri, range }) => shownPlace(engine.snapshot, uri, range));
  const all = shown(true);
  const uses = new Set(shown(false));
  assert.deepEqual(
    all.map((place) => (uses.has(place) ? place : `= ${place}`)),
    expected,
  );
}

/** Each as `line text`, a place that declares with `=` before it. */
function checkHighlights(text: string, ...expected: readonly string[]): void {
  const { engine, path, position } = sampleUnit(text);
  const { uriOf } = engine.client;
  const found = highlights(engine, path, position) ?? [];
  assert.deepEqual(
    found.map(
      ({ range, kind }) => (kind === 3 ? "= " : "") + shownPlace(engine.snapshot, uriOf(path), range).replace(/^.*?:/, ""),
    ),
    expected,
  );
}

test("of objects, from the declaration and from any reference alike", () => {
  for (const [piece, n] of [
    ["name: 'settings", 0],
    ["configMap: { name: settings", 0],
    ["configMapKeyRef: { name: settings", 0],
  ] as const)
    check(shopAt(piece, n), "deploy.yaml:17 settings", "deploy.yaml:25 settings", "= settings.yaml:4 settings");
  check(shopAt("kind: Deployment\nmetadata:\n  name: web"), "= deploy.yaml:4 web", "hpa.yaml:5 web");
  check(shopAt("kind: Service\nmetadata:\n  name: web"), "= service.yaml:4 web", "edge/open.yaml:11 web");
});

test("of entries, ports, volumes and containers", () => {
  check(shopAt("mode: fast".slice(0, 4), 1), "deploy.yaml:25 mode", "= settings.yaml:6 mode");
  check(shopAt("name: public"), "= service.yaml:9 public", "edge/open.yaml:11 public");
  check(shopAt("- name: conf"), "= deploy.yaml:16 conf", "deploy.yaml:32 conf");
  check(shopAt("- name: main"), "= deploy.yaml:21 main", "hpa.yaml:9 main");
  check(shopAt("- name: http"), "= deploy.yaml:27 http", "deploy.yaml:29 http", "service.yaml:11 http");
});

test("a Service ties the ports of all workloads that it selects", () => {
  const other = deployment.replace("  name: web", "  name: api");
  const text = `== a.yaml\n${deployment}== b.yaml\n${other}== s.yaml\n${cursorIn(service, "targetPort: http")}`;
  check(text, "s.yaml:11 http", "= a.yaml:27 http", "a.yaml:29 http", "= b.yaml:27 http", "b.yaml:29 http");
});

test("of labels and selectors: the pods, and all that select them", () => {
  const all = ["= deploy.yaml:11 app: web", "deploy.yaml:7 app: web", "service.yaml:7 app: web", "pdb.yaml:8 app: web"];
  check(shopAt("  selector:\n    app: web"), ...all);
  check(shopAt("labels:\n        app: web"), ...all);
});

test("highlights stay in the file, and are none where nothing is meant", () => {
  checkHighlights(shopAt("- name: http"), "= 27 http", "29 http");
  checkHighlights(shopAt("name: 'settings"), "= 4 settings");
  checkHighlights(shopAt("image: web:1"));
});

test("workloads without a name keep their parts to themselves", () => {
  check(`${podWith("$0v")}---\n${podWith("v")}`, "= a.yaml:5 v", "a.yaml:6 v");
});

function podWith(volume: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { generateName: x- }
spec:
  volumes: [{ name: ${volume} }]
  containers: [{ name: c, volumeMounts: [{ name: v, mountPath: /v }] }]
`;
}
