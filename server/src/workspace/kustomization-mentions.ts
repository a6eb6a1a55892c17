// Names in a kustomization: what its generators make, what its targets and inline patches speak of.

import { basename } from "../base/path.ts";
import { memo } from "../base/memo.ts";
import { contentSpan, type Mention, type Mentions } from "../kube/mention.ts";
import { indexed, mentionsOf } from "../kube/mentions.ts";
import { objectName, objectOwner, type Name, type Owner } from "../kube/name.ts";
import { hasHole } from "../kube/unresolved.ts";
import { asMap, get, items, textOf } from "../yaml/access.ts";
import { parseDocument } from "../yaml/parse.ts";
import type { YamlDocument, YamlNode, YamlScalar } from "../yaml/tree.ts";
import { inlineText } from "./inline-text.ts";

/** Of a document of a kustomization file. */
export const kustomizationMentions: (document: YamlDocument) => Mentions = memo((document) => {
  const reader = new Reader(document);
  reader.read();
  return indexed(reader.found.toSorted((a, b) => a.start - b.start));
});

class Reader {
  readonly found: Mention[] = [];
  readonly #document: YamlDocument;

  constructor(document: YamlDocument) {
    this.#document = document;
  }

  read(): void {
    const { root } = this.#document;
    this.#refer(get(root, "namespace"), objectOwner("", "Namespace", undefined, ""));
    for (const item of listAt(root, "configMapGenerator")) this.#generate(item, "ConfigMap");
    for (const item of listAt(root, "secretGenerator")) this.#generate(item, "Secret");
    for (const item of listAt(root, "replicas"))
      for (const kind of ["Deployment", "StatefulSet", "ReplicaSet"])
        this.#refer(get(item, "name"), objectOwner("apps", kind, undefined, ""));
    for (const item of [...listAt(root, "patches"), ...listAt(root, "patchesJson6902")]) {
      this.#target(get(item, "target"));
      this.#inline(get(item, "patch"), textOf(get(get(item, "target"), "name")));
    }
    for (const item of listAt(root, "patchesStrategicMerge")) this.#inline(item, undefined);
    for (const item of listAt(root, "replacements")) {
      this.#target(get(item, "source"));
      for (const target of listAt(item, "targets")) this.#target(get(target, "select"));
    }
  }

  #refer(node: YamlNode | undefined, owner: Owner): void {
    this.#add(node, "refers", (object) => objectName({ ...owner, object }));
  }

  #add(node: YamlNode | undefined, role: Mention["role"], name: (text: string) => Name, around = node): void {
    if (node?.kind !== "scalar" || !around || node.value === "" || hasHole(node.value)) return;
    this.found.push({ ...contentSpan(this.#document.text, node), node, role, name: name(node.value), around });
  }

  #generate(item: YamlNode, kind: string): void {
    const nameNode = get(item, "name");
    const owner = objectOwner("", kind, textOf(get(item, "namespace")), textOf(nameNode) ?? "");
    this.#add(nameNode, "declares", () => objectName(owner), item);
    for (const node of listAt(item, "literals")) this.#entry(node, owner, "always");
    for (const node of listAt(item, "files")) this.#entry(node, owner, "where given");
  }

  /** `KEY=value`, `key=path`, or a path that ends with the key. */
  #entry(node: YamlNode, owner: Owner, key: "always" | "where given"): void {
    if (node.kind !== "scalar" || hasHole(node.value)) return;
    const { start, end, inside } = contentSpan(this.#document.text, node);
    if (!inside && node.style !== "plain") return;
    const equals = node.value.indexOf("=");
    if (equals < 0 && key === "always") return;
    const text = equals < 0 ? basename(node.value) : node.value.slice(0, equals);
    const from = equals < 0 ? end - text.length : start;
    const name: Name = { ...owner, type: "entry", part: text };
    this.found.push({ start: from, end: from + text.length, node, role: "declares", name, around: node, inside: true });
  }

  /** Names of targets are patterns; one that is a plain name is a reference. */
  #target(target: YamlNode | undefined): void {
    const kind = textOf(get(target, "kind"));
    const name = get(target, "name");
    if (!kind || !/^[-\w.]+$/.test(textOf(name) ?? "")) return;
    const group = textOf(get(target, "group")) ?? groupOf(kind);
    this.#refer(name, objectOwner(group, kind, textOf(get(target, "namespace")), ""));
  }

  /** A patch within the file. One whose target has another name speaks of that in its own words, so it is left alone. */
  #inline(node: YamlNode | undefined, target: string | undefined): void {
    if (node?.kind !== "scalar") return;
    const inline = inlineText(this.#document, node);
    if (!inline) return;
    const { list } = mentionsOf(patchOf(node));
    if (target !== undefined && list.some(({ name, role }) => role === "declares" && isObject(name) && name.object !== target))
      return;
    for (const mention of list) {
      const { start, end, around } = mention;
      const place = { start: inline.outside(start), end: inline.outside(end) };
      this.found.push({
        ...mention,
        ...place,
        role: mention.role === "declares" ? "patches" : mention.role,
        around: { start: inline.outside(around.start), end: inline.outside(around.end) },
      });
    }
  }
}

const patchOf = memo((node: YamlScalar) => parseDocument(node.value));

function isObject(name: Name): boolean {
  return name.type === "object";
}

function listAt(node: YamlNode | undefined, key: string): readonly YamlNode[] {
  return asMap(node) ? (items(get(node, key)) ?? []) : [];
}

/** Where a target leaves its group out: that of Kubernetes' own kind. */
function groupOf(kind: string): string {
  for (const [group, kinds] of usualGroups) if (kinds.includes(kind)) return group;
  return "";
}

const usualGroups: readonly (readonly [group: string, kinds: readonly string[]])[] = [
  ["apps", ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]],
  ["batch", ["Job", "CronJob"]],
  ["networking.k8s.io", ["Ingress", "NetworkPolicy", "IngressClass"]],
  ["policy", ["PodDisruptionBudget"]],
  ["autoscaling", ["HorizontalPodAutoscaler"]],
  ["rbac.authorization.k8s.io", ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"]],
];
