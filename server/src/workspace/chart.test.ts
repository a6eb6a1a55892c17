// Charts in a snapshot: what they want to see, their values sets, and what each renders.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drain } from "../template/render.ts";
import { renderSet } from "./chart.ts";
import { apply, createSnapshot, type Snapshot } from "./snapshot.ts";

const chart = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
const template =
  "kind: Pod\napiVersion: v1\nmetadata:\n  name: {{ .Values.name }}\nspec:\n  nodeName: {{ .Values.node | quote }}\n";
const files = {
  "/ws/kube-clinic.yaml":
    'kubernetes: ["1.33"]\nprofiles:\n  prod: {charts: ["apps/*"], values: [values-prod.yaml, ../../env/prod.yaml]}\n',
  "/ws/apps/web/Chart.yaml": chart,
  "/ws/apps/web/values.yaml": "name: a\nnode: one\n",
  "/ws/apps/web/values-prod.yaml": "name: b\n",
  "/ws/apps/web/values-test.yaml": "name: c\n",
  "/ws/apps/web/templates/pod.yaml": template,
  "/ws/apps/web/templates/NOTES.txt": "{{ .Values.name }}",
  "/ws/env/prod.yaml": "node: two\n",
};

function snapshotOf(all: Readonly<Record<string, string>>): Snapshot {
  const config = { index: new Map(), today: "2026-01-01" };
  return apply(createSnapshot(config), { files: new Map(Object.entries(all)), roots: ["/ws"], charts: ["/ws/apps/web"] })
    .snapshot;
}

function texts(snapshot: Snapshot): Record<string, readonly string[]> {
  const source = snapshot.chartAt("/ws/apps/web");
  return Object.fromEntries(
    source.sets.map((set) => {
      const { files: rendered } = drain(renderSet(source, set, snapshot.renders));
      return [set.name, rendered.flatMap(({ parts }) => parts.map(({ document }) => document.text))];
    }),
  );
}

test("a chart is wanted whole, and so are the values files of its profiles", () => {
  const config = { index: new Map(), today: "2026-01-01" };
  const some = Object.entries(files).filter(([path]) => !path.startsWith("/ws/env") && !path.includes("prod.yaml"));
  const { wants } = apply(createSnapshot(config), { files: new Map(some), roots: ["/ws"] });
  assert.ok(wants.includes("/ws/apps/web/"));
  assert.ok(wants.includes("/ws/env/prod.yaml"));
});

test("the policy's profiles are the values sets; without, files that are called so", () => {
  const named = snapshotOf(files);
  assert.deepEqual(
    named.chartAt("/ws/apps/web").sets.map(({ name, isNamed }) => [name, isNamed]),
    [
      ["default", false],
      ["prod", true],
    ],
  );
  assert.equal(named.chartAt("/ws/apps/web").kubernetes, "1.33");
  const bare = Object.fromEntries(Object.entries(files).filter(([path]) => path !== "/ws/kube-clinic.yaml"));
  const found = snapshotOf(bare);
  assert.deepEqual(
    found.chartAt("/ws/apps/web").sets.map(({ name }) => name),
    ["default", "prod", "test"],
  );
  assert.equal(found.chartAt("/ws/apps/web").kubernetes, undefined);
});

test("each set renders its documents; an edit of one values file changes those of its set", () => {
  const before = snapshotOf(files);
  const first = texts(before);
  assert.match(first["default"]![0]!, /name: a\n.*nodeName: "one"/s);
  assert.match(first["prod"]![0]!, /name: b\n.*nodeName: "two"/s);
  const after = apply(before, { files: new Map([["/ws/apps/web/values-prod.yaml", "name: z\n"]]) }).snapshot;
  const source = after.chartAt("/ws/apps/web");
  const [defaults, prod] = source.sets.map((set) => ({
    before: drain(renderSet(before.chartAt("/ws/apps/web"), set, before.renders)),
    after: drain(renderSet(source, set, after.renders)),
  }));
  assert.equal(defaults!.before.files[0]!.parts[0]!.document, defaults!.after.files[0]!.parts[0]!.document);
  assert.match(prod!.after.files[0]!.parts[0]!.document.text, /name: z/);
});

test("a copy of a subchart belongs to its parent; what cannot be loaded says why", () => {
  const nested = snapshotOf({ ...files, "/ws/apps/web/charts/db/Chart.yaml": "name: db\nversion: 1.0.0\napiVersion: v2\n" });
  assert.equal(nested.chartOf("/ws/apps/web/charts/db/templates/x.yaml"), "/ws/apps/web");
  assert.deepEqual(nested.chartFolders, ["/ws/apps/web"]);
  const broken = snapshotOf({ ...files, "/ws/apps/web/Chart.yaml": "name: [" });
  const source = broken.chartAt("/ws/apps/web");
  const { problem } = drain(renderSet(source, source.sets[0]!, broken.renders));
  assert.equal(problem?.path, "/ws/apps/web/Chart.yaml");
});
