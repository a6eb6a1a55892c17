// Label selectors, and which pods each kind of object selects.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../yaml/parse.ts";
import { asMap } from "../yaml/access.ts";
import { resourcesOf } from "./resource.ts";
import { podSelectorOf } from "./pod-selector.ts";
import { isEmpty, labelSelector, mapSelector, matches } from "./selector.ts";

const labels = new Map([
  ["app", "web"],
  ["tier", "front"],
]);

const checkMatch = (text: string, expected: boolean) => {
  const selector = labelSelector(asMap(parseDocument(text).root));
  assert.equal(selector && matches(selector, labels), expected, text);
};

test("label selectors", () => {
  checkMatch("{}", true);
  checkMatch("matchLabels: {}", true);
  checkMatch("matchLabels: { app: web }", true);
  checkMatch("matchLabels: { app: web, tier: front }", true);
  checkMatch("matchLabels: { app: web, tier: back }", false);
  checkMatch("matchLabels: { other: web }", false);
  const expression = (text: string, expected: boolean) => checkMatch(`matchExpressions: [{ ${text} }]`, expected);
  expression("key: app, operator: In, values: [api, web]", true);
  expression("key: app, operator: In, values: [api]", false);
  expression("key: none, operator: In, values: [api]", false);
  expression("key: app, operator: NotIn, values: [api]", true);
  expression("key: app, operator: NotIn, values: [web]", false);
  expression("key: none, operator: NotIn, values: [web]", true);
  expression("key: app, operator: Exists", true);
  expression("key: none, operator: Exists", false);
  expression("key: app, operator: DoesNotExist", false);
  expression("key: none, operator: DoesNotExist", true);
  checkMatch("matchLabels: { app: web }\nmatchExpressions: [{ key: tier, operator: In, values: [back] }]", false);
});

const checkPossible = (text: string, labels: ReadonlyMap<string, string>, expected: boolean) => {
  const selector = labelSelector(asMap(parseDocument(text).root));
  assert.ok(selector && !isEmpty(selector), text);
  assert.equal(matches(selector, labels), expected, text);
};

test("what is not resolved could match, and is not empty", () => {
  checkPossible("matchLabels: { app: '${APP}' }", labels, true);
  checkPossible("matchLabels: { app: '${APP}', tier: back }", labels, false);
  checkPossible("matchExpressions: [{ key: app, operator: Near, values: [a] }]", labels, true);
  checkPossible("matchExpressions: [{ key: app, operator: In }]", labels, true);
  checkPossible("matchLabels: { app: web }", new Map([["app", "${APP}"]]), true);
  checkPossible("matchLabels: { app: web }", new Map([["${KEY}", "web"]]), true);
  checkPossible(
    "matchLabels: { app: web }",
    new Map([
      ["app", "api"],
      ["${KEY}", "web"],
    ]),
    false,
  );
});

test("wrong shapes are absent", () => {
  for (const text of ["", "web", "[a]"]) {
    assert.equal(labelSelector(asMap(parseDocument(text).root)), undefined);
    assert.equal(mapSelector(asMap(parseDocument(text).root)), undefined);
  }
});

const checkPods = (head: string, spec: string, expected: "none" | "all" | "some") => {
  const [resource] = resourcesOf(parseDocument(`${head}\nspec: ${spec}`));
  const selector = podSelectorOf(resource!);
  assert.equal(!selector ? "none" : isEmpty(selector) ? "all" : "some", expected, `${head} ${spec}`);
};

test("the pods that an object selects, by kind and version", () => {
  const service = "apiVersion: v1\nkind: Service";
  checkPods(service, "{}", "none");
  checkPods(service, "{ selector: }", "none");
  checkPods(service, "{ selector: {} }", "none");
  checkPods(service, "{ selector: { app: web } }", "some");
  checkPods(service, "{ selector: { app: web }, type: ExternalName }", "none");
  checkPods("apiVersion: serving.knative.dev/v1\nkind: Service", "{ selector: { app: web } }", "none");
  for (const [version, empty] of [
    ["v1", "all"],
    ["v1beta1", "none"],
  ] as const) {
    const budget = `apiVersion: policy/${version}\nkind: PodDisruptionBudget`;
    checkPods(budget, "{}", "none");
    checkPods(budget, "{ selector: }", "none");
    checkPods(budget, "{ selector: {} }", empty);
    checkPods(budget, "{ selector: { matchLabels: {} } }", empty);
    checkPods(budget, "{ selector: { matchLabels: { app: web } } }", "some");
  }
  const policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy";
  checkPods(policy, "{}", "all");
  checkPods(policy, "{ podSelector: }", "all");
  checkPods(policy, "{ podSelector: {} }", "all");
  checkPods(policy, "{ podSelector: { matchLabels: { app: web } } }", "some");
  checkPods(policy, "{ podSelector: '${X}' }", "none");
  checkPods("apiVersion: apps/v1\nkind: Deployment", "{ selector: { matchLabels: { app: web } } }", "none");
});
