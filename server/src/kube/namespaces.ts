// The Pod Security level that a Namespace asks for.

import { mapField } from "./read.ts";
import { get } from "../yaml/access.ts";
import type { Resource } from "./resource.ts";
import type { YamlNode } from "../yaml/tree.ts";

export const enforceLabel = "pod-security.kubernetes.io/enforce";

export function isNamespace({ group, kind }: Resource): boolean {
  return group === "" && kind === "Namespace";
}

/** Pod Security admission, "Pod Security Admission labels for namespaces": privileged, baseline or restricted. */
export function enforcedLevel({ metadata }: Resource): YamlNode | undefined {
  return get(mapField(metadata, "labels"), enforceLabel);
}
