// Tests that objects are found by kind and name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleUnit, shownPlace } from "./sample-unit.ts";
import { shop } from "./sample-shop.ts";
import { workspaceSymbols } from "./workspace-symbols.ts";

function check(text: string, query: string, ...expected: readonly string[]): void {
  const { engine } = sampleUnit(text);
  const found = workspaceSymbols(engine, query).map(({ name, containerName, location }) => {
    const place = "range" in location ? shownPlace(engine.snapshot, location.uri, location.range) : location.uri;
    return [name, ...(containerName ? [`in ${containerName}`] : []), place].join(" ");
  });
  assert.deepEqual(found, expected);
}

test("by the letters of kind and name, whatever their case", () => {
  check(shop, "deploy", "Deployment/web deploy.yaml:4 web");
  check(shop, "svcweb", "Service/web service.yaml:4 web");
  check(shop, "SeAcc/", "ServiceAccount/runner account.yaml:3 runner");
  check(shop, "config map settings", "ConfigMap/settings settings.yaml:4 'settings'");
  check(shop, "nothing like it");
});

test("all of them where nothing is asked", () => {
  const { engine } = sampleUnit(shop);
  assert.equal(workspaceSymbols(engine, "").length, 7);
});

test("with the namespace, and without what has no name yet or is a template", () => {
  check(
    `== a.yaml
apiVersion: v1
kind: Secret
metadata: { name: x, namespace: shop }
---
apiVersion: v1
kind: Secret
metadata: { generateName: x- }
---
apiVersion: v1
kind: Secret
metadata: { name: "\${X}" }
== chart/Chart.yaml
name: c
== chart/templates/s.yaml
apiVersion: v1
kind: Secret
metadata: { name: x }
`,
    "secret",
    "Secret/x in shop a.yaml:3 x",
  );
});
