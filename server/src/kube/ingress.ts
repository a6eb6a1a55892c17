// The Ingress view: hosts, paths, backends and TLS, alike for all API versions.

import { memo } from "../base/memo.ts";
import { field, intOrTextField, mapField, mapItems, textField, textItems, type Text } from "./read.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

/** The Service behind a path; a `resource` backend has no `service`. */
export interface Backend {
  readonly node: YamlMap;
  readonly service: string | undefined;
  readonly serviceNode: YamlNode | undefined;
  /** A number, or the name of a Service port. */
  readonly port: number | string | undefined;
  readonly portNode: YamlNode | undefined;
}

export interface IngressPath {
  readonly node: YamlMap;
  readonly path: string | undefined;
  readonly pathNode: YamlNode | undefined;
  readonly pathType: string | undefined;
  readonly backend: Backend | undefined;
}

export interface IngressRule {
  readonly node: YamlMap;
  /** Undefined where absent or empty: every host. */
  readonly host: string | undefined;
  readonly hostNode: YamlNode | undefined;
  readonly paths: readonly IngressPath[];
}

export interface IngressTls {
  readonly node: YamlMap;
  readonly hosts: readonly Text[];
  readonly secretName: string | undefined;
  readonly secretNameNode: YamlNode | undefined;
}

export class Ingress {
  #rules: readonly IngressRule[] | undefined;
  #tls: readonly IngressTls[] | undefined;

  constructor(readonly resource: Resource) {}

  get node(): YamlMap {
    return this.resource.node;
  }

  get rules(): readonly IngressRule[] {
    return (this.#rules ??= mapItems(this.resource.spec, "rules").map(readRule));
  }

  get tls(): readonly IngressTls[] {
    return (this.#tls ??= mapItems(this.resource.spec, "tls").map((node) => ({
      node,
      hosts: textItems(node, "hosts"),
      secretName: textField(node, "secretName"),
      secretNameNode: field(node, "secretName"),
    })));
  }

  /** The `tls` list, empty or not; undefined where there is no such key. */
  get tlsNode(): YamlNode | undefined {
    return field(this.resource.spec, "tls");
  }

  get defaultBackend(): Backend | undefined {
    return backendAt(this.resource.spec, "defaultBackend") ?? backendAt(this.resource.spec, "backend");
  }

  /** `ingressClassName`, or the annotation that came before it. */
  get className(): string | undefined {
    return textField(this.resource.spec, "ingressClassName") ?? this.annotations.get("kubernetes.io/ingress.class");
  }

  get annotations(): ReadonlyMap<string, string> {
    return this.resource.annotations;
  }

  /** Every backend, the default one first. */
  get backends(): readonly Backend[] {
    return [this.defaultBackend, ...this.rules.flatMap(({ paths }) => paths.map(({ backend }) => backend))].filter(
      (backend) => backend !== undefined,
    );
  }
}

export const ingressOf: (resource: Resource) => Ingress | undefined = memo((resource) =>
  resource.kind === "Ingress" && (resource.group === "networking.k8s.io" || resource.group === "extensions")
    ? new Ingress(resource)
    : undefined,
);

function readRule(node: YamlMap): IngressRule {
  return {
    node,
    host: textField(node, "host") || undefined,
    hostNode: field(node, "host"),
    paths: mapItems(mapField(node, "http"), "paths").map((path) => ({
      node: path,
      path: textField(path, "path"),
      pathNode: field(path, "path"),
      pathType: textField(path, "pathType"),
      backend: backendAt(path, "backend"),
    })),
  };
}

/** `service.name` and `service.port`, or the flat `serviceName` and `servicePort` of the versions before networking.k8s.io/v1. */
function backendAt(owner: YamlNode | undefined, key: string): Backend | undefined {
  const node = mapField(owner, key);
  if (!node) return undefined;
  const service = mapField(node, "service");
  if (!service) {
    return {
      node,
      service: textField(node, "serviceName"),
      serviceNode: field(node, "serviceName"),
      port: intOrTextField(node, "servicePort"),
      portNode: field(node, "servicePort"),
    };
  }
  const port = mapField(service, "port");
  const portNode = field(port, "number") ?? field(port, "name");
  return {
    node,
    service: textField(service, "name"),
    serviceNode: field(service, "name"),
    port: intOrTextField(port, "number") ?? textField(port, "name"),
    portNode,
  };
}
