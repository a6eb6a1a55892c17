// Edits of `securityContext` that write where the API reads: through aliases and merge keys, at the pod or at the container.

import { insertItem, set } from "../yaml/make-edit.ts";
import type { YamlEdit, YamlValue } from "../yaml/edit.ts";
import { reach, type Path } from "./reach.ts";
import type { Container } from "./container.ts";

/** Puts a field that only containers have into the container's own. None where an alias makes it the pod's, too. */
export function setOwn(container: Container, path: Path, value: YamlValue): readonly YamlEdit[] {
  return sharesWithPod(container) ? [] : [set(...reach(container.node, ["securityContext", ...path]), value)];
}

/** Appends to a list in the container's own; otherwise as `setOwn`. */
export function insertOwn(container: Container, path: Path, value: YamlValue): readonly YamlEdit[] {
  return sharesWithPod(container) ? [] : [insertItem(...reach(container.node, ["securityContext", ...path]), value)];
}

/** Puts a field that containers inherit at the pod, for all of them at once; Knative takes none there unless it is set up to. */
export function setInherited({ node, pod }: Container, path: Path, value: YamlValue): readonly YamlEdit[] {
  const isKnative = pod.workload.resource.group === "serving.knative.dev";
  return [set(...reach(isKnative ? node : pod.node, ["securityContext", ...path]), value)];
}

/** A pod's `securityContext` has not all fields of a container's. */
function sharesWithPod({ securityContext, pod }: Container): boolean {
  return securityContext !== undefined && securityContext === pod.securityContext;
}
