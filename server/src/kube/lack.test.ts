// Amounts of CPU and memory: when a container lacks one, and what is proposed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Hole } from "../yaml/edit.ts";
import { parseDocument } from "../yaml/parse.ts";
import { factsOf } from "./facts.ts";
import { lackOf, proposeAmount, type RequirementList } from "./lack.ts";
import { resourcesOf } from "./resource.ts";
import type { Container } from "./container.ts";

function containerOf(resources: string, ofPod = "{}", key = "containers"): Container {
  const text = `apiVersion: v1\nkind: Pod\nspec: { resources: ${ofPod}, ${key}: [{ name: web, resources: ${resources} }] }\n`;
  return resourcesOf(parseDocument(text))[0]!.workload!.pod.containers[0]!;
}

const ranges = (fields: string) => () =>
  factsOf(parseDocument(`apiVersion: v1\nkind: LimitRange\nspec: { limits: [{ type: Container, ${fields} }] }\n`)).resources;

/** `expected`: the minors of the lack, `all`, or undefined where there is none. */
function check(list: RequirementList, container: Container, expected: string | undefined, range = ""): void {
  const lack = lackOf(container, list, "cpu", ["1.33", "1.34"], range ? ranges(range) : () => []);
  assert.equal(lack && (lack.minors.kubernetes?.join(" ") ?? "all"), expected);
}

test("by itself", () => {
  check("requests", containerOf("{ requests: { cpu: 1 } }"), undefined);
  check("requests", containerOf("{ limits: { cpu: 1 } }"), undefined);
  check("requests", containerOf("{ limits: { cpu: 0 } }"), "all");
  check("requests", containerOf("{ requests: { cpu: 0 }, limits: { cpu: 1 } }"), "all");
  check("requests", containerOf("{ requests: { cpu: '${CPU}' } }"), undefined);
  check("requests", containerOf("{ requests: { cpu: lots } }"), undefined);
  check("limits", containerOf("{ requests: { cpu: 1 } }"), "all");
  check("limits", containerOf("{}", "{}", "initContainers"), "all");
  check("limits", containerOf("{}", "{}", "ephemeralContainers"), undefined);
});

test("by its pod, since Kubernetes 1.34", () => {
  check("requests", containerOf("{}", "{ requests: { cpu: 1 } }"), "1.33");
  check("requests", containerOf("{}", "{ limits: { cpu: 1 } }"), "1.33");
  check("requests", containerOf("{}", "{ limits: { cpu: 0 } }"), "all");
  check("limits", containerOf("{}", "{ requests: { cpu: 1 } }"), "all");
});

test("by its namespace", () => {
  check("requests", containerOf("{}"), undefined, "defaultRequest: { cpu: 1 }");
  check("requests", containerOf("{}"), undefined, "default: { cpu: 1 }");
  check("requests", containerOf("{}"), "all", "defaultRequest: { memory: 1Gi }");
  check("requests", containerOf("{}"), "all", "defaultRequest: { cpu: 0 }");
  check("requests", containerOf("{ requests: { cpu: 0 } }"), "all", "defaultRequest: { cpu: 1 }");
  check("limits", containerOf("{}"), "all", "defaultRequest: { cpu: 1 }");
  check("limits", containerOf("{}"), undefined, "default: { cpu: 1 }");
});

function checkProposal(list: RequirementList, container: Container, expected: string | undefined): void {
  const [edit] = proposeAmount(container, list, "cpu", "100m");
  const value = edit?.op === "set" && edit.value instanceof Hole ? edit.value.value : undefined;
  assert.equal(value, expected);
}

test("a proposal is never a request above the limit", () => {
  checkProposal("requests", containerOf("{}"), "100m");
  checkProposal("requests", containerOf("{ requests: { cpu: 0 }, limits: { cpu: 50m } }"), "50m");
  checkProposal("requests", containerOf("{ limits: { cpu: 2 } }"), "100m");
  checkProposal("requests", containerOf("{ limits: { cpu: 0 } }"), "100m");
  checkProposal("limits", containerOf("{ requests: { cpu: 0.5 } }"), "500m");
  checkProposal("limits", containerOf("{ requests: { cpu: 100m } }"), "100m");
  checkProposal("limits", containerOf("{ requests: { cpu: 10m } }"), "100m");
  checkProposal("limits", containerOf("{ requests: { cpu: '${CPU}' } }"), undefined);
  checkProposal("limits", containerOf("{}", "{ requests: { cpu: 1 } }"), undefined);
});
