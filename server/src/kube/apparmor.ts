// AppArmor profiles as annotations of a pod, from before there was a field for them.

import { entries } from "../yaml/access.ts";
import { mapField, scalarText } from "./read.ts";
import { hasHole } from "./unresolved.ts";
import type { PodSpec } from "./pod-spec.ts";
import type { YamlMap, YamlPair } from "../yaml/tree.ts";

export interface AppArmorAnnotation {
  readonly pair: YamlPair;
  readonly key: string;
  /** Behind the slash of the key. */
  readonly container: string;
  readonly value: string;
  /** The map that has the pair, or merges it in. */
  readonly annotations: YamlMap;
}

const prefix = "container.apparmor.security.beta.kubernetes.io/";

export function appArmorAnnotations({ workload }: PodSpec): readonly AppArmorAnnotation[] {
  const annotations = mapField(workload.podMetadata, "annotations");
  return entries(annotations).flatMap(({ key, pair }) =>
    annotations && key.startsWith(prefix)
      ? { pair, key, container: key.slice(prefix.length), value: scalarText(pair.value) ?? "", annotations }
      : [],
  );
}

/** What the Pod Security baseline takes: nothing, the runtime's profile, or one of the node. */
export function isConfinedAnnotation({ value }: AppArmorAnnotation): boolean {
  return value === "" || value === "runtime/default" || value.startsWith("localhost/") || hasHole(value);
}
