// Reads a CustomResourceDefinition into plain data that outlives its document.

import { at, boolOf, get, items, textOf } from "../yaml/access.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";
import type { Json } from "./schema.ts";
import { jsonOf } from "./validate-json.ts";

/** What a definition says of its kind. `json` is the text of `DefinedVersion[]`, to be read by `kindsOf` when the kind is used. */
export interface Definition {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  readonly json: string;
}

export interface DefinedVersion {
  readonly name: string;
  /** `openAPIV3Schema`; null where none is written. */
  readonly schema: Json;
  /** v1beta1: fields that the schema does not know are kept, everywhere. */
  readonly keepsUnknown: boolean;
}

/** A definition's schema has some thousand nodes; what is beyond is cut off, and so not judged. */
const LIMITS = { depth: 250, nodes: 300_000 };

/** Of `apiextensions.k8s.io/v1` or `v1beta1`; undefined where it does not say which kind it defines. */
export function definitionOf(node: YamlMap): Definition | undefined {
  const spec = get(node, "spec");
  const group = textOf(get(spec, "group"));
  const kind = textOf(at(spec, ["names", "kind"]));
  if (!group || !kind) return undefined;
  return {
    group,
    kind,
    plural: textOf(at(spec, ["names", "plural"])) ?? "",
    isNamespaced: textOf(get(spec, "scope")) !== "Cluster",
    json: JSON.stringify(versionsOf(node, spec)),
  };
}

function versionsOf(node: YamlMap, spec: YamlNode | undefined): readonly DefinedVersion[] {
  const isOld = textOf(get(node, "apiVersion")) === "apiextensions.k8s.io/v1beta1";
  const keepsUnknown = isOld && boolOf(get(spec, "preserveUnknownFields")) !== false;
  const shared = at(spec, ["validation", "openAPIV3Schema"]);
  const listed = (items(get(spec, "versions")) ?? []).filter((version) => boolOf(get(version, "served")) !== false);
  const names = listed.map((version) => textOf(get(version, "name")));
  const old = isOld ? textOf(get(spec, "version")) : undefined;
  const versions = listed.flatMap((version, i) => {
    const schema = at(version, ["schema", "openAPIV3Schema"]) ?? shared;
    return names[i] ? [{ name: names[i], schema: jsonOf(schema, LIMITS), keepsUnknown }] : [];
  });
  return old && !names.includes(old) ? [...versions, { name: old, schema: jsonOf(shared, LIMITS), keepsUnknown }] : versions;
}
