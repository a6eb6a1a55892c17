// JSON Schema, drafts 4 to 2020-12, as Helm's library (santhosh-tekuri/jsonschema v6) reads it.

import { compile } from "./json-schema-compile.ts";
import type { CompileOptions } from "./json-schema-compile.ts";
import { SchemaError } from "./json-schema-fault.ts";
import type { Fault, SchemaProblem } from "./json-schema-fault.ts";
import type { SchemaNode } from "./json-schema-node.ts";
import { validate } from "./json-schema-validate.ts";
import type { JsonValue } from "./json-schema-value.ts";

/** A schema that is one, ready for any number of values. */
export interface JsonSchema {
  readonly node: SchemaNode;
}

/**
 * The schema at a URL; `load` is asked for its document, and for those that it refers to. Documents of json-schema.org are known.
 * The draft is what `$schema` says, else 2020-12. Patterns run in linear time.
 */
export function compileSchema(url: string, options: CompileOptions): JsonSchema | SchemaProblem {
  return caught(() => ({ node: compile(url, options) }));
}

/** The top of what is wrong with a value, faults of the parts below it; undefined: it is valid. A problem: the schema cannot say. */
export function validateValue({ node }: JsonSchema, value: JsonValue): Fault | SchemaProblem | undefined {
  return caught(() => validate(node, value));
}

function caught<T>(work: () => T): T | SchemaProblem {
  try {
    return work();
  } catch (error) {
    if (error instanceof SchemaError) return error.problem;
    throw error;
  }
}
