// Dependencies without a copy are found beside the chart.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FileTree, fileOfText } from "../base/file-tree.ts";
import { loadChart } from "./chart.ts";
import { gunzip } from "./gunzip.ts";
import { neighbourFinder } from "./neighbours.ts";

const chart = (name: string, version: string, dependencies: readonly string[] = []) =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${dependencies.length > 0 ? `dependencies:\n${dependencies.map((one) => `  - ${one}\n`).join("")}` : ""}`;

const tree = new FileTree(
  Object.entries({
    "apps/web/Chart.yaml": chart("web", "1.0.0", [
      '{name: lib, version: 1.x, repository: "file://../../lib"}',
      "{name: db, version: ^2.0.0, repository: https://charts.example.com}",
      "{name: old, version: ^9.0.0, repository: https://charts.example.com}",
      '{name: out, version: "*", repository: "file://../../../../etc"}',
      "{name: vendored, version: 1.x.x, repository: https://charts.example.com}",
      "{name: broken, version: 1.x.x, repository: https://charts.example.com}",
    ]),
    "lib/Chart.yaml": chart("lib", "1.4.0"),
    "data/db/Chart.yaml": chart("db", "2.3.0", ["{name: lib, version: 1.x, repository: https://charts.example.com}"]),
    "data/db-old/Chart.yaml": chart("db", "1.0.0"),
    "data/old/Chart.yaml": chart("old", "1.0.0"),
    "data/db/charts/vendored/Chart.yaml": chart("vendored", "1.0.0"),
    "data/broken/Chart.yaml": "apiVersion: v2\nname: [",
    "ring/a/Chart.yaml": chart("a", "1.0.0", ["{name: b, version: 1.x.x}"]),
    "ring/b/Chart.yaml": chart("b", "1.0.0", ["{name: a, version: 1.x.x}"]),
  }).map(([path, text]) => [path, fileOfText(text)]),
);

function found(folder: string): Record<string, string | undefined> {
  const find = neighbourFinder(tree, folder, gunzip);
  const { dependencies = [] } = loadChart(tree, folder, gunzip).metadata;
  return Object.fromEntries(dependencies.map((dependency) => [dependency.name, find(dependency)?.path]));
}

test("by file:// and by name and version; never out of the tree, out of another chart, or what cannot be read", () => {
  assert.deepEqual(found("apps/web"), {
    lib: "lib",
    db: "data/db",
    old: undefined,
    out: undefined,
    vendored: undefined,
    broken: undefined,
  });
});

test("a neighbour's own dependencies are found, too; a circle ends", () => {
  const [, db] = loadChart(tree, "apps/web", gunzip).metadata.dependencies!;
  const inner = neighbourFinder(tree, "apps/web", gunzip)(db!)!.dependencies;
  assert.deepEqual(
    inner.map(({ path }) => path),
    ["data/db/charts/vendored", "lib"],
  );
  assert.deepEqual(found("ring/a"), { b: "ring/b" });
});
