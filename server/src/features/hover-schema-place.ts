// Follows a path of keys from a kind down to what its schema says of that place.

import type { Field, Kind, Schema } from "../schema/schema.ts";
import { holds } from "../schema/schema.ts";

/** One place below a kind. */
export interface SchemaPlace {
  readonly kind: Kind;
  /** The keys from the kind down; positions in lists are left out. */
  readonly names: readonly string[];
  /** The field that stands there; of an item the list, of an entry of a map the map. Undefined for the kind itself. */
  readonly field: Field | undefined;
  /** Of the value that stands there. */
  readonly schema: Schema;
  /** It is a value of the map `field`, and its key is the user's own. */
  readonly isEntry: boolean;
}

/** As far as the schema goes, and how many steps of the path that were. */
export interface Reach {
  readonly place: SchemaPlace;
  readonly taken: number;
}

/** Undefined where the path leads out of what the schema describes. */
export function placeAt(kind: Kind, path: readonly (string | number)[], minor: number): SchemaPlace | undefined {
  const { place, taken } = reach(kind, path, minor);
  return taken === path.length ? place : undefined;
}

/** Where a minor has a field of another type, that one counts. Positions of items may be left out of the path. */
export function reach(kind: Kind, path: readonly (string | number)[], minor: number): Reach {
  let place: SchemaPlace = { kind, names: [], field: undefined, schema: kind.schema, isEntry: false };
  for (const [taken, step] of path.entries()) {
    const next = typeof step === "number" ? itemOf(place) : below(place, step, minor);
    if (!next) return { place, taken };
    place = next;
  }
  return { place, taken: path.length };
}

/** What the items of lists, and lists of lists, hold; anything else is itself. */
export function withoutLists(schema: Schema): Schema {
  let inner = schema;
  while (inner.type === "list" && inner.items) inner = inner.items;
  return inner;
}

/** The schema that a field has in a minor. */
export function schemaIn({ schema, earlier }: Field, minor: number): Schema {
  return earlier?.find(({ minors }) => holds(minors, minor))?.schema ?? schema;
}

/** `Deployment.spec.strategy`: what `kube-clinic explain` takes. */
export function spellPlace({ kind, names }: SchemaPlace): string {
  return [kind.kind, ...names].join(".");
}

/** The description: the place's own, else that of the field around it. */
export function docOf({ field, schema, isEntry }: SchemaPlace): string {
  return (isEntry ? undefined : schema.doc) || (field?.schema.doc ?? "");
}

function itemOf(place: SchemaPlace): SchemaPlace | undefined {
  const { items, type } = place.schema;
  return type === "list" && items ? { ...place, schema: items } : undefined;
}

function below(place: SchemaPlace, key: string, minor: number): SchemaPlace | undefined {
  const { type, fields, items } = withoutLists(place.schema);
  const names = [...place.names, key];
  const field = fields?.get(key);
  if (field) return { ...place, names, field, schema: schemaIn(field, minor), isEntry: false };
  return type === "map" && items ? { ...place, names, schema: items, isEntry: true } : undefined;
}
