// What a completion is asked for: the object around the cursor, its kind, and what its schema says of the place.

import { stability } from "../schema/api-version.ts";
import { memo } from "../base/memo.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import { minorOf } from "../kube/lifecycle.ts";
import { textField } from "../kube/read.ts";
import type { Catalogue, Field, Kind, Schema } from "../schema/schema.ts";
import { holds } from "../schema/schema.ts";
import type { Settings } from "../policy/settings.ts";
import type { Unit } from "../workspace/unit.ts";
import { keyText } from "../yaml/access.ts";
import type { Cursor } from "../yaml/cursor.ts";
import type { Layout } from "../yaml/write-layout.ts";
import type { YamlMap, YamlNode, YamlPair } from "../yaml/tree.ts";
import type { SnippetFile } from "./complete-skeletons.ts";

/** Everything that the makers of candidates look at. */
export interface Place {
  readonly cursor: Cursor;
  readonly catalogue: Catalogue;
  /** Minors of Kubernetes 1 that the file is written for. */
  readonly minors: readonly number[];
  readonly unit: Unit;
  readonly layout: Layout;
  readonly snippets: SnippetFile;
  /** Double quotes around everything: JSON, or YAML written like it. */
  readonly isJson: boolean;
}

/** Where a node stands in its object. */
export interface Spot {
  readonly object: YamlMap;
  /** Undefined where the object does not say, or says what nobody knows. */
  readonly kind: Kind | undefined;
  /** Undefined where the schema does not reach. */
  readonly schema: Schema | undefined;
  /** From the object down to the node; items of lists add nothing. */
  readonly keys: readonly string[];
  /** The maps on the way, outermost first: the object first, the one that the node stands in last. */
  readonly maps: readonly YamlMap[];
}

export function minorsOf({ kubernetes }: Settings): readonly number[] {
  return kubernetes.map(minorOf).filter((minor) => minor !== undefined);
}

/** Of a map its own spot, of any other node that of what it is the value or item of. */
export function spotOf({ catalogue }: Pick<Place, "catalogue">, node: YamlNode): Spot | undefined {
  const [root, ...steps] = pathFrom(node);
  if (root?.kind !== "map") return undefined;
  let spot = openObject(catalogue, root);
  for (const [i, step] of steps.entries()) spot = stepTo(catalogue, spot, step, steps[i - 1] ?? root);
  return spot;
}

/** The object as the other rooms read it. */
export function resourceOf({ cursor }: Place, { object }: Spot): Resource | undefined {
  return resourcesOf(cursor.document).find(({ node }) => node === object);
}

/** The one of several schemas by which most minors judge: the newest. */
export function isIn(range: Parameters<typeof holds>[0], minors: readonly number[]): "all" | "some" | "none" {
  const count = minors.filter((minor) => holds(range, minor)).length;
  return count === minors.length ? "all" : count > 0 ? "some" : "none";
}

/** The kind by its name alone: the most stable version that the minors serve. */
export function kindNamed({ kinds }: Catalogue, name: string, minors: readonly number[]): Kind | undefined {
  const found = kinds.filter((kind) => kind.kind === name && isIn(kind.minors, minors) !== "none");
  return found.toSorted((a, b) => stability(b.version) - stability(a.version))[0];
}

function pathFrom(node: YamlNode): YamlNode[] {
  const path = [node];
  for (let at: YamlNode | YamlPair | undefined = node.parent; at; at = at.parent) if (!("colon" in at)) path.unshift(at);
  return path;
}

function openObject(catalogue: Catalogue, object: YamlMap, before?: Spot): Spot {
  const kind = kindOf(catalogue, object);
  const schema = kind?.schema ?? before?.schema ?? anyObject(catalogue);
  return { object, kind, schema, keys: [], maps: [object] };
}

/** What every object has. */
const anyObject = memo((catalogue: Catalogue): Schema => {
  const fields = new Map<string, Field>();
  const known = catalogue.find("", "v1", "Pod")?.schema.fields;
  for (const name of ["apiVersion", "kind", "metadata"]) {
    const field = known?.get(name);
    if (field) fields.set(name, field);
  }
  fields.set("spec", { name: "spec", schema: { type: "any", doc: "" } });
  return { type: "object", doc: "", fields };
});

function kindOf(catalogue: Catalogue, object: YamlMap): Kind | undefined {
  const kind = textField(object, "kind");
  const apiVersion = textField(object, "apiVersion");
  if (!kind) return undefined;
  const slash = apiVersion?.lastIndexOf("/") ?? -1;
  const exact = apiVersion && catalogue.find(apiVersion.slice(0, Math.max(0, slash)), apiVersion.slice(slash + 1), kind);
  return exact || (apiVersion && /^(?:[\w.-]+\/)?v\d\w*$/.test(apiVersion) ? undefined : kindNamed(catalogue, kind, []));
}

function stepTo(catalogue: Catalogue, spot: Spot, node: YamlNode, from: YamlNode): Spot {
  const { parent } = node;
  const name = parent && "colon" in parent ? (keyText(parent) ?? "") : undefined;
  // A key is no value: what it would be the key of has its own spot.
  if (parent && "colon" in parent && parent.key === node) return spot;
  const schema = name === undefined ? itemsOf(spot.schema) : valueOf(spot.schema, name);
  const keys = name === undefined ? spot.keys : [...spot.keys, name];
  if (node.kind !== "map") return { ...spot, schema, keys };
  const isMember = from.kind === "seq" && spot.keys.join(".") === "items" && isList(spot.object);
  if (isMember || schema?.isEmbedded) return openObject(catalogue, node, { ...spot, schema });
  return { ...spot, schema, keys, maps: [...spot.maps, node] };
}

function isList(object: YamlMap): boolean {
  return textField(object, "kind")?.endsWith("List") === true;
}

function itemsOf(schema: Schema | undefined): Schema | undefined {
  return schema?.type === "list" ? schema.items : undefined;
}

function valueOf(schema: Schema | undefined, key: string): Schema | undefined {
  return schema?.fields?.get(key)?.schema ?? (schema?.type === "map" ? schema.items : undefined);
}
