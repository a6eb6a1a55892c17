// What a field under the cursor comes to once Kubernetes has read it, and which rules look at it.

import type { Span } from "../base/span.ts";
import type { Container, InheritedKey } from "../kube/container.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import type { Rule, Subject } from "../lint/rule.ts";
import type { Part } from "../workspace/file.ts";
import { pathTo } from "../yaml/access.ts";
import { nodeAt } from "../yaml/node-at.ts";
import type { YamlDocument, YamlNode, YamlPair } from "../yaml/tree.ts";
import { helpUri, type Engine } from "./engine.ts";

export interface Effective extends Span {
  /** The end of its path: what to call it where no schema does. */
  readonly name: string;
  /** Markdown. */
  readonly text: string;
}

/** A field that some rule judges; the span is the key under the cursor. Undefined elsewhere. */
export function effectiveAt(engine: Engine, path: string, { document }: Part, offset: number): Effective | undefined {
  const pair = pairAt(document, offset);
  if (!pair) return undefined;
  const keys = pathTo(pair).filter((step) => typeof step === "string");
  const resource = resourcesOf(document).find(({ node }) => node.start <= offset && offset <= node.end);
  const judges = judgesOf(engine, path, resource?.kind, keys);
  if (judges.length === 0) return undefined;
  const facts = resource ? factsOf(document, resource, keys, offset) : [];
  const rules = judges.map(
    (rule) => `- [\`${rule.id}\`](${helpUri(engine, rule.id)}): ${rule.summary.charAt(0).toLowerCase()}${rule.summary.slice(1)}`,
  );
  return {
    name: keys.slice(-2).join("."),
    text: [...facts, `Judged by\n${rules.join("\n")}`].join("\n\n"),
    start: pair.key.start,
    end: pair.key.end,
  };
}

/** The rules that judge the field at a path of keys below a kind, positions in lists left out. */
export function rulesOn(rules: readonly Rule[], kind: string | undefined, keys: readonly string[]): readonly Rule[] {
  const path = keys.join(".");
  return rules.filter(({ on, fields }) => {
    const isLookedAt = kind === undefined || (kindsOf[on]?.includes(kind) ?? true);
    return isLookedAt && fields?.some((field) => path === field || path.endsWith(`.${field}`));
  });
}

/** Where a subject is not to be found in any kind. */
const kindsOf: Partial<Record<Subject, readonly string[]>> = {
  service: ["Service"],
  ingress: ["Ingress"],
  role: ["Role", "ClusterRole"],
  binding: ["RoleBinding", "ClusterRoleBinding"],
};

/** Rules that are on for this file. */
function judgesOf({ snapshot, rules }: Engine, path: string, kind: string | undefined, keys: readonly string[]): readonly Rule[] {
  const on = snapshot.settingsFor(path).rules;
  return rulesOn(rules, kind, keys).filter(({ id }) => on.has(id));
}

function pairAt(document: YamlDocument, offset: number): YamlPair | undefined {
  let at: YamlNode | YamlPair | undefined = nodeAt(document, offset);
  while (at && !("colon" in at)) at = at.parent;
  return at;
}

function factsOf(document: YamlDocument, resource: Resource, keys: readonly string[], offset: number): string[] {
  const { workload } = resource;
  const key = keys.at(-1) ?? "";
  const container = workload?.pod.containers.find(({ node }) => node.start <= offset && offset <= node.end);
  if (container && keys.at(-2) === "securityContext") return [securityFact(document, container, key)];
  if (container && key === "image" && container.image) return [imageFact(container)];
  if (container && (keys.at(-2) === "requests" || keys.at(-2) === "limits")) return requestFact(container, key);
  if (workload && key === "replicas" && workload.replicas !== undefined) return [`In force: \`${workload.replicas}\``];
  return [];
}

function securityFact(document: YamlDocument, container: Container, key: string): string {
  // `effective` looks unknown keys up like known ones: there is no such field on a container, and none is inherited.
  const node = container.effective(key as InheritedKey);
  if (!node) return "In force: the default of Kubernetes and the image";
  const own = node.start >= container.node.start && node.end <= container.node.end;
  return `In force for \`${container.name ?? "?"}\`: \`${shown(document, node)}\`${own ? "" : ", from the pod's `securityContext`"}`;
}

function imageFact({ image }: Container): string {
  const { registry, repository, tag, digest } = image!;
  const version = digest ? `digest \`${digest.slice(0, 19)}…\`` : tag ? `tag \`${tag}\`` : "no tag, so `latest`";
  return `Registry \`${registry}\`, repository \`${repository}\`, ${version}`;
}

function requestFact({ resources }: Container, name: string): string[] {
  const request = resources.request(name);
  const effective = resources.effectiveRequest(name);
  if (request || !effective?.quantity) return [];
  return ["No request is written: the limit is the request, too"];
}

function shown(document: YamlDocument, node: YamlNode): string {
  const text = document.text.slice(node.start, node.end);
  return text.length > 60 || text.includes("\n") ? `${text.split("\n")[0]!.slice(0, 57)} …` : text;
}
