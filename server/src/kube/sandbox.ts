// Pods of the agent-sandbox project's SandboxTemplate.

import { mapField } from "./read.ts";
import { Workload } from "./workload.ts";
import type { PodSpec } from "./pod-spec.ts";
import type { Resource } from "./resource.ts";

/** Undefined for other kinds, and where the pod is not written. */
export function sandboxPodOf(resource: Resource): PodSpec | undefined {
  if (!isSandboxTemplate(resource)) return undefined;
  const owner = mapField(resource.spec, "podTemplate");
  const spec = mapField(owner, "spec");
  return owner && spec && new Workload(resource, owner, spec, { template: ["spec", "podTemplate"] }).pod;
}

export function isSandboxTemplate({ group, kind }: Resource): boolean {
  return group === "extensions.agents.x-k8s.io" && kind === "SandboxTemplate";
}
