// Kinds and API versions, one filled in with the other, and whole manifests of a kind with what it needs.

import { memo } from "../base/memo.ts";
import { isDeprecated, lifecycleOf } from "../kube/lifecycle.ts";
import { field, textField } from "../kube/read.ts";
import type { Kind } from "../schema/schema.ts";
import { quoteIfNeeded } from "../yaml/write.ts";
import type { YamlMap } from "../yaml/tree.ts";
import { rank, type Candidate } from "./complete-candidate.ts";
import { emptyStop, type Draft } from "./complete-draft.ts";
import { fieldDraft, neededFields, type Style } from "./complete-fields.ts";
import { styleOf } from "./complete-keys.ts";
import { apiVersionOf, stability } from "../schema/api-version.ts";
import { isIn, type Place } from "./complete-place.ts";

/** A manifest of each kind, as small as it can be. */
export function manifestCandidates(place: Place): readonly Candidate[] {
  return servedKinds(place).map((kind, i) => ({
    ...kindCandidate(place, kind, rank.rest + i / 1000),
    insert: manifestDraft(kind, styleOf(place, false)),
    filter: kind.kind,
    asksAgain: false,
  }));
}

/** Names of kinds; those of other API versions than the object's change that, too. */
export function kindNameCandidates(place: Place, object: YamlMap, isFlow: boolean): readonly Candidate[] {
  const written = apiVersionText(object);
  const kinds = servedKinds(place);
  const own = kinds.some((kind) => apiVersionOf(kind) === written);
  return kinds.map((kind, i) => {
    const isOwn = apiVersionOf(kind) === written;
    const candidate = kindCandidate(place, kind, (isOwn || !own ? rank.first : rank.rest) + i / 1000);
    const text = quoted(kind.kind, place, isFlow);
    const edits = isOwn ? [] : apiVersionEdits(place, object, kind);
    return { ...candidate, insert: [text], filter: place.cursor.quote ? text : kind.kind, asksAgain: false, edits };
  });
}

/** API versions: those that have the object's kind, or all. */
export function apiVersionCandidates(place: Place, object: YamlMap, isFlow: boolean): readonly Candidate[] {
  const name = textField(object, "kind");
  const versions = new Map<string, { kinds: Kind[]; hasKind: boolean }>();
  for (const kind of place.catalogue.kinds) {
    if (isIn(kind.minors, place.minors) === "none") continue;
    const apiVersion = apiVersionOf(kind);
    const known = versions.get(apiVersion) ?? { kinds: [], hasKind: false };
    known.kinds.push(kind);
    known.hasKind ||= kind.kind === name;
    versions.set(apiVersion, known);
  }
  const anyHas = [...versions.values()].some(({ hasKind }) => hasKind);
  return [...versions]
    .toSorted(([a, { kinds: x }], [b, { kinds: y }]) => compareVersions(a, b, x[0]!, y[0]!))
    .map(([apiVersion, { kinds, hasKind }], i): Candidate => {
      const text = quoted(apiVersion, place, isFlow);
      const base = !anyHas ? rank.usual : hasKind ? rank.first : rank.rest;
      const note =
        kinds
          .slice(0, 3)
          .map(({ kind }) => kind)
          .join(", ") + (kinds.length > 3 ? ", …" : "");
      return {
        kind: "constant",
        label: apiVersion,
        insert: [text],
        filter: place.cursor.quote ? text : apiVersion,
        note,
        rank: base + i / 1000,
      };
    });
}

/** Kinds that people write into files, the most used first; of each only the most stable version, and others that are served. */
function servedKinds({ catalogue, minors }: Place): readonly Kind[] {
  const order = orderOf(catalogue.kinds);
  return order.filter((kind) => isIn(kind.minors, minors) !== "none");
}

const orderOf = memo((kinds: readonly Kind[]): readonly Kind[] =>
  kinds
    .filter(({ kind, group }) => !transient.has(kind) || group.includes(".x-k8s.io"))
    .map((kind, i) => ({ kind, i, weight: /^[\w-]*$|\.k8s\.io$/.test(kind.group) ? usualKinds.indexOf(kind.kind) : -1 }))
    .toSorted(
      (a, b) =>
        weight(a.weight) - weight(b.weight) ||
        (a.kind.kind === b.kind.kind ? stability(b.kind.version) - stability(a.kind.version) : a.i - b.i),
    )
    .map(({ kind }) => kind),
);

function weight(index: number): number {
  return index < 0 ? usualKinds.length : index;
}

const usualKinds = [
  "Deployment",
  "Service",
  "Ingress",
  "ConfigMap",
  "Secret",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "Pod",
  "ServiceAccount",
  "Role",
  "RoleBinding",
  "ClusterRole",
  "ClusterRoleBinding",
  "PersistentVolumeClaim",
  "NetworkPolicy",
  "PodDisruptionBudget",
  "HorizontalPodAutoscaler",
  "Namespace",
];

/** Questions to the API server, and what only it writes. */
const transient: ReadonlySet<string> = new Set([
  "APIGroup",
  "APIGroupList",
  "APIResourceList",
  "APIVersions",
  "Binding",
  "ComponentStatus",
  "DeleteOptions",
  "Eviction",
  "LocalSubjectAccessReview",
  "PodStatusResult",
  "Scale",
  "SelfSubjectAccessReview",
  "SelfSubjectReview",
  "SelfSubjectRulesReview",
  "Status",
  "SubjectAccessReview",
  "TokenRequest",
  "TokenReview",
  "WatchEvent",
]);

function kindCandidate({ minors }: Place, kind: Kind, at: number): Candidate {
  const api = lifecycleOf(apiVersionOf(kind), kind.kind);
  const deprecated =
    isIn(kind.minors, minors) === "some" || (api !== undefined && minors.some((minor) => isDeprecated(api, minor)));
  return {
    kind: "kind",
    label: kind.kind,
    insert: [kind.kind],
    note: apiVersionOf(kind),
    rank: deprecated ? rank.last : at,
    isDeprecated: deprecated,
    about: { group: kind.group, version: kind.version, kind: kind.kind, path: [] },
  };
}

/** Everything down to what the kind requires. */
function manifestDraft(kind: Kind, style: Style): Draft {
  const below = neededFields(kind.schema, style.minors).filter(({ name }) => !["apiVersion", "kind", "metadata"].includes(name));
  const head = `apiVersion: ${apiVersionOf(kind)}\nkind: ${kind.kind}\nmetadata:\n${" ".repeat(style.layout.mapStep)}name: `;
  return [head, emptyStop, ...below.flatMap((one) => ["\n", ...fieldDraft(one, style)])];
}

function apiVersionText(object: YamlMap): string | undefined {
  return textField(object, "apiVersion");
}

/** The object's API version set right, or written above its `kind`. */
function apiVersionEdits({ cursor, layout }: Place, object: YamlMap, kind: Kind): NonNullable<Candidate["edits"]> {
  const node = field(object, "apiVersion");
  const text = apiVersionOf(kind);
  const at = (offset: number) => cursor.originalOffset(offset);
  if (node) return [{ start: at(node.start), end: at(node.end), text }];
  const pair = object.pairs.find(({ key }) => key.kind === "scalar" && key.value === "kind");
  const empty = object.pairs.find(({ key }) => key.kind === "scalar" && key.value === "apiVersion");
  if (empty && empty.colon >= 0) return [{ start: at(empty.colon) + 1, end: at(empty.colon) + 1, text: ` ${text}` }];
  if (empty || !pair || object.flow) return [];
  const { start } = pair.key;
  const column = start - cursor.document.text.lastIndexOf("\n", start - 1) - 1;
  return [{ start: at(start), end: at(start), text: `apiVersion: ${text}${layout.lineBreak}${" ".repeat(column)}` }];
}

function quoted(text: string, { cursor, isJson }: Place, isFlow: boolean): string {
  const quotes = isJson || cursor.quote === '"' ? "double" : cursor.quote === "'" ? "single" : "plain";
  return quoteIfNeeded(text, { flow: isFlow, quotes });
}

function compareVersions(a: string, b: string, x: Kind, y: Kind): number {
  if (x.group === y.group) return stability(y.version) - stability(x.version);
  return usualOrder(a) - usualOrder(b);
}

function usualOrder(apiVersion: string): number {
  const index = usualVersions.indexOf(apiVersion);
  return index < 0 ? usualVersions.length : index;
}

const usualVersions = [
  "v1",
  "apps/v1",
  "batch/v1",
  "networking.k8s.io/v1",
  "rbac.authorization.k8s.io/v1",
  "autoscaling/v2",
  "policy/v1",
];
