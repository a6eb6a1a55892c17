// Fields that Kubernetes' schemas require and its API server does not.

import { keyText } from "../yaml/access.ts";
import type { YamlMap } from "../yaml/tree.ts";
import type { Field } from "./schema.ts";

/** By the key under which their object stands: zero is one of the numbers, and the text may be empty. */
const forgiven: ReadonlySet<string> = new Set(["iscsi.lun", "httpHeaders.value", "sysctls.value"]);

/**
 * Whether an object that lacks the field passes all the same: to Go, a boolean that is not written is false, and an empty spec will
 * do where nothing in it is required. What a later minor no longer requires (`roleRef.apiGroup`, `spec.serviceName`) none ever did;
 * upstream set the schemas right.
 */
export function isForgiven(owner: YamlMap, { name, schema, required }: Field): boolean {
  if (name === "spec" && ![...(schema.fields?.values() ?? [])].some((field) => field.required)) return true;
  return schema.type === "boolean" || required?.to !== undefined || forgiven.has(`${ownerName(owner)}.${name}`);
}

function ownerName({ parent }: YamlMap): string {
  let at = parent;
  while (at && !("colon" in at)) at = at.parent;
  return at ? (keyText(at) ?? "") : "";
}
