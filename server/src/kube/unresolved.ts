// Text that another tool fills in before Kubernetes sees it.

import { resolve } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/tree.ts";

/** Whether the text has a template action (`{{`) or a variable (`${…}`) in it. `$(VAR)` is Kubernetes' own and final. */
export function hasHole(text: string): boolean {
  return text.includes("{{") || text.includes("${");
}

/** A scalar with a hole in its text, or a map with one in a key; what stands deeper is not looked at. */
export function isUnresolved(node: YamlNode | undefined): boolean {
  const target = node && resolve(node);
  if (!target) return false;
  if (target.kind === "scalar") return hasHole(target.value);
  // A map for a key is how `{{ .Values.x }}` reads as YAML.
  return (
    target.kind === "map" && target.pairs.some(({ key }) => key.kind === "map" || (key.kind === "scalar" && hasHole(key.value)))
  );
}
