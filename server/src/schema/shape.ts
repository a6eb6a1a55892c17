// Schemas as plain data: what the compiler writes down and the catalogue reads.

import type { Json, Limits, MinorRange, SchemaType } from "./schema.ts";

/** A type: one of the schema types, or "ref" for a definition by its name. */
export interface Shape {
  readonly type: SchemaType | "ref";
  readonly ref?: string;
  readonly items?: Shape;
  readonly listKeys?: readonly string[];
  readonly isSet?: boolean;
  readonly format?: string;
  readonly enum?: readonly Json[];
  readonly limits?: Limits;
  readonly keepsUnknown?: boolean;
}

/** Ranges mean what they mean in schema.ts. */
export interface PlainField {
  readonly name: string;
  readonly doc: string;
  readonly shape: Shape;
  readonly minors?: MinorRange;
  readonly required?: MinorRange;
  /** Newest first. */
  readonly earlier?: readonly { readonly shape: Shape; readonly minors: MinorRange }[];
}

/** The fields of an object. */
export interface PlainDefinition {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly PlainField[];
}

export interface PlainKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The name of its definition. */
  readonly definition: string;
  readonly plural?: string;
  readonly isNamespaced?: boolean;
  readonly minors?: MinorRange;
  /** Whether there is a `…List` of them. */
  readonly isListed: boolean;
}

export interface PlainSchemas {
  readonly kinds: readonly PlainKind[];
  readonly definitions: readonly PlainDefinition[];
}
