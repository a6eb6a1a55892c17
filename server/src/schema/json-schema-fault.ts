// What can be wrong with a value or with a schema, as data.

import type { JsonNumber } from "./json-schema-number.ts";
import type { JsonType, JsonValue } from "./json-schema-value.ts";

/** A value that does not fit, and why; what made up the fault lies below it. */
export interface Fault {
  readonly is: FaultKind;
  /** From the root of what was validated to the value; of an item its index in digits. */
  readonly path: readonly string[];
  /**
   * What Helm prints in its place: of names of properties, it can be the path of a neighbour, for the library keeps that path in
   * an array that it goes on writing to.
   */
  readonly printedPath: readonly string[];
  /** The schema's place: its URL and JSON pointer. */
  readonly schema: string;
  readonly causes: readonly Fault[];
}

export type FaultKind =
  /** The top of a validation: `location` is the schema's. */
  | { readonly keyword: "schema"; readonly location: string }
  | { readonly keyword: "group" | "false" | "not" | "allOf" | "anyOf" | "contains" }
  | { readonly keyword: "oneOf"; readonly matched: readonly [number, number] | undefined }
  /** `locations`: two ways, told in keywords, that lead to the same schema for the same value. */
  | { readonly keyword: "cycle"; readonly url: string; readonly locations: readonly [string, string] }
  | { readonly keyword: "reference"; readonly by: string }
  | { readonly keyword: "type"; readonly got: JsonType; readonly want: readonly JsonType[] }
  | { readonly keyword: "const"; readonly want: JsonValue }
  | { readonly keyword: "enum"; readonly want: readonly JsonValue[] }
  | { readonly keyword: "format"; readonly got: string; readonly want: string; readonly reason: string }
  | { readonly keyword: SizeKeyword; readonly got: number; readonly want: number }
  | { readonly keyword: NumberKeyword; readonly got: JsonNumber; readonly want: JsonNumber }
  | { readonly keyword: "required"; readonly missing: readonly string[] }
  | { readonly keyword: "dependentRequired"; readonly property: string; readonly missing: readonly string[] }
  | { readonly keyword: "additionalProperties"; readonly properties: readonly string[] }
  | { readonly keyword: "propertyNames"; readonly property: string }
  | { readonly keyword: "additionalItems"; readonly count: number }
  | { readonly keyword: "uniqueItems"; readonly equal: readonly [number, number] }
  | { readonly keyword: "minContains" | "maxContains"; readonly matched: readonly number[]; readonly want: number }
  | { readonly keyword: "pattern"; readonly got: string; readonly want: string };

export type SizeKeyword = "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties";
export type NumberKeyword = "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf";

/** Why a schema cannot be used. `schema` is its place, as far as it is known. */
export type SchemaProblem = { readonly schema: string } & (
  | { readonly is: "url"; readonly url: string; readonly escape?: string; readonly reason?: string }
  | { readonly is: "id" | "anchor-syntax" | "pointer-syntax" | "pointer" }
  | { readonly is: "draft"; readonly url: string; readonly reason?: string }
  | { readonly is: "draft-cycle"; readonly url: string }
  | { readonly is: "vocabulary"; readonly url: string; readonly vocabulary: string }
  | { readonly is: "load"; readonly url: string; readonly reason: string }
  | { readonly is: "anchor"; readonly url: string; readonly reference: string }
  | {
      readonly is: "same-id" | "same-anchor";
      readonly name: string;
      readonly url: string;
      readonly pointers: readonly [string, string];
    }
  | { readonly is: "pattern"; readonly pattern: string; readonly reason: string }
  | { readonly is: "invalid"; readonly fault: Fault }
  /** A number that cannot be counted with: Go's library stumbles. */
  | { readonly is: "number"; readonly reason: "size" | "zero" }
  /** It is too large or refers to itself in too many ways: where we give up. */
  | { readonly is: "limit"; readonly limit: "steps" | "depth" }
);

/** Thrown inside the room, and caught where it begins. */
export class SchemaError extends Error {
  readonly problem: SchemaProblem;

  constructor(problem: SchemaProblem) {
    super(problem.is);
    this.problem = problem;
  }
}
