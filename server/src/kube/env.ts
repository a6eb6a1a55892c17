// Environment variables of a container and where their values come from.

import { boolField, field, mapField, mapItems, scalarText, textField } from "./read.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export type ValueSourceKind = "configMapKeyRef" | "secretKeyRef" | "fieldRef" | "resourceFieldRef" | "fileKeyRef";

export interface ValueSource {
  readonly node: YamlMap;
  readonly kind: ValueSourceKind;
  /** Of the ConfigMap or Secret. */
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  /** Of the entry in it. */
  readonly key: string | undefined;
  readonly keyNode: YamlNode | undefined;
  readonly optional: boolean;
}

export interface EnvVar {
  readonly node: YamlMap;
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  /** The literal value as written, whatever its YAML type. */
  readonly value: string | undefined;
  readonly valueNode: YamlNode | undefined;
  readonly valueFrom: ValueSource | undefined;
}

/** All entries of one ConfigMap or Secret. */
export interface EnvSource {
  readonly node: YamlMap;
  readonly kind: "configMapRef" | "secretRef";
  readonly name: string | undefined;
  readonly nameNode: YamlNode | undefined;
  readonly prefix: string | undefined;
  readonly optional: boolean;
}

const valueSources: readonly ValueSourceKind[] = [
  "configMapKeyRef",
  "secretKeyRef",
  "fieldRef",
  "resourceFieldRef",
  "fileKeyRef",
];
const envSources = ["configMapRef", "secretRef"] as const;

export function envVars(container: YamlMap): readonly EnvVar[] {
  return mapItems(container, "env").map((node) => {
    const valueNode = field(node, "value");
    return {
      node,
      name: textField(node, "name"),
      nameNode: field(node, "name"),
      value: scalarText(valueNode),
      valueNode,
      valueFrom: valueSource(mapField(node, "valueFrom")),
    };
  });
}

export function envSourcesOf(container: YamlMap): readonly EnvSource[] {
  return mapItems(container, "envFrom").flatMap((node) => {
    const kind = envSources.find((key) => mapField(node, key));
    const ref = kind && mapField(node, kind);
    if (!ref) return [];
    const prefix = textField(node, "prefix");
    return {
      node,
      kind,
      name: textField(ref, "name"),
      nameNode: field(ref, "name"),
      prefix,
      optional: boolField(ref, "optional") === true,
    };
  });
}

function valueSource(valueFrom: YamlMap | undefined): ValueSource | undefined {
  const kind = valueSources.find((key) => mapField(valueFrom, key));
  const node = kind && mapField(valueFrom, kind);
  if (!node) return undefined;
  return {
    node,
    kind,
    name: textField(node, "name"),
    nameNode: field(node, "name"),
    key: textField(node, "key"),
    keyNode: field(node, "key"),
    optional: boolField(node, "optional") === true,
  };
}
