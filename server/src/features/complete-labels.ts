// Labels for the places that carry them or select by them.

import { mapField, textField, textMap } from "../kube/read.ts";
import type { Labels } from "../kube/selector.ts";
import { DEFAULT_NAMESPACE } from "../workspace/unit.ts";
import { resourceOf, type Place, type Spot } from "./complete-place.ts";
import { mapKeys, wordsAt } from "./complete-words.ts";

/** A key, and values that it is known with. */
export interface KnownLabel {
  readonly key: string;
  /** Most telling first; empty where none is known. */
  readonly values: readonly string[];
  readonly note: string;
}

/** Keys of the map at the spot with their values; undefined where it holds no labels and no other keys that are known. */
export function labelsFor(place: Place, spot: Spot): readonly KnownLabel[] | undefined {
  const kind = textField(spot.object, "kind") ?? "";
  const path = [kind, ...spot.keys];
  const usual = wordsAt(mapKeys, path).map((key) => ({ key, values: [], note: "" }));
  const known = sourcesFor(place, spot, path.join("."));
  if (!known) return usual.length > 0 ? usual : undefined;
  // What is being typed is known as well, and is no news.
  const { text } = place.cursor;
  const pairs = known.flatMap(({ labels, note }) =>
    [...labels].flatMap(([key, value]) =>
      key === text || value === "" ? [] : [{ key, values: value === text ? [] : [value], note }],
    ),
  );
  return merged([...pairs, ...usual]);
}

interface Source {
  readonly labels: Labels;
  readonly note: string;
}

/** The sets of labels to draw from, nearest first. */
function sourcesFor(place: Place, spot: Spot, path: string): readonly Source[] | undefined {
  const isSelector = /\.(?:matchLabels|podSelector|Service\.spec\.selector|ReplicationController\.spec\.selector)$/.test(
    `.${path}`,
  );
  if (isSelector) {
    if (path.endsWith("namespaceSelector.matchLabels")) return ofKind(place, spot, "Namespace");
    const own = ownPodLabels(place, spot);
    const ownLabels = own ? [{ labels: own, note: "label of these pods" }] : [];
    // A workload's own selector selects its own pods and nothing else.
    return own && path.endsWith("spec.selector.matchLabels") ? ownLabels : [...ownLabels, ...podLabels(place, spot)];
  }
  if (!path.endsWith("metadata.labels")) return undefined;
  const selector = mapField(mapField(mapField(spot.object, "spec"), "selector"), "matchLabels");
  const isTemplate = spot.keys.length > 2;
  const asked = isTemplate ? [{ labels: textMap(selector), note: "what the selector asks for" }] : [];
  const own = isTemplate
    ? [{ labels: textMap(mapField(mapField(spot.object, "metadata"), "labels")), note: "label of this object" }]
    : [];
  return [...asked, ...own, ...(isTemplate ? podLabels(place, spot) : objectLabels(place, spot))];
}

/** Also where the pod itself is not written yet. */
function ownPodLabels(place: Place, spot: Spot): Labels | undefined {
  const template = mapField(mapField(spot.object, "spec"), "template");
  return (
    resourceOf(place, spot)?.workload?.podLabels ?? (template && textMap(mapField(mapField(template, "metadata"), "labels")))
  );
}

function podLabels({ unit }: Place, { object }: Spot): readonly Source[] {
  const namespace = namespaceOf(object);
  return workloads.flatMap((kind) =>
    unit
      .ofKind(kind)
      .flatMap(({ pods, name, namespace: own }) =>
        pods && (own ?? DEFAULT_NAMESPACE) === namespace ? [{ labels: pods.labels, note: `${kind} ${name ?? ""}`.trim() }] : [],
      ),
  );
}

function objectLabels({ unit }: Place, { object }: Spot): readonly Source[] {
  const namespace = namespaceOf(object);
  return [...workloads, "Service", "ConfigMap"].flatMap((kind) =>
    unit
      .ofKind(kind)
      .flatMap(({ labels, name, namespace: own }) =>
        (own ?? DEFAULT_NAMESPACE) === namespace ? [{ labels, note: `${kind} ${name ?? ""}`.trim() }] : [],
      ),
  );
}

function ofKind({ unit }: Place, _: Spot, kind: string): readonly Source[] {
  return unit.ofKind(kind).map(({ labels, name }) => ({ labels, note: `${kind} ${name ?? ""}`.trim() }));
}

const workloads = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod"];

function namespaceOf(object: Spot["object"]): string {
  return textField(mapField(object, "metadata"), "namespace") ?? DEFAULT_NAMESPACE;
}

function merged(labels: readonly KnownLabel[]): readonly KnownLabel[] {
  const found = new Map<string, { key: string; values: string[]; note: string }>();
  for (const { key, values, note } of labels) {
    const known = found.get(key);
    if (!known) found.set(key, { key, values: [...values], note });
    else for (const value of values) if (!known.values.includes(value)) known.values.push(value);
  }
  return [...found.values()];
}
