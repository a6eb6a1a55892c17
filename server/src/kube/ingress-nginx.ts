// What an Ingress asks of ingress-nginx by annotations.

import { entries, textOf } from "../yaml/access.ts";
import { mapField } from "./read.ts";
import type { Ingress } from "./ingress.ts";
import type { YamlNode } from "../yaml/tree.ts";

export interface NginxAnnotation {
  /** Without its prefix: `auth-url`. */
  readonly key: string;
  readonly value: string;
  readonly node: YamlNode;
  readonly keyNode: YamlNode;
}

const prefix = "nginx.ingress.kubernetes.io/";

export function nginxAnnotations({ resource }: Ingress): readonly NginxAnnotation[] {
  return entries(mapField(resource.metadata, "annotations")).flatMap(({ key, pair }) =>
    key.startsWith(prefix)
      ? [{ key: key.slice(prefix.length), value: textOf(pair.value) ?? "", node: pair.value, keyNode: pair.key }]
      : [],
  );
}

/** `configuration-snippet` and its like: text that goes into nginx's configuration as it is. */
export function snippets(ingress: Ingress): readonly NginxAnnotation[] {
  return nginxAnnotations(ingress).filter(({ key }) => key.includes("snippet"));
}
