// Makes one JSON schema of every kind, as YAML's language server wants it, from the OpenAPI of Kubernetes 1.13 that npm has.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

interface Schema {
  [keyword: string]: unknown;
  properties?: Record<string, Schema>;
}

const source = "node_modules/kubernetes-client/lib/specs/swagger-1.13.json.gz";

/** As text: `oneOf` all kinds, closed objects, `apiVersion` and `kind` pinned: what "kubernetes-json-schema … standalone-strict/all.json" holds. */
export function makeKubernetesSchema(): { readonly text: string; readonly kinds: number } {
  const swagger = JSON.parse(gunzipSync(readFileSync(source)).toString("utf8")) as { definitions: Record<string, Schema> };
  const kinds: string[] = [];
  for (const [name, schema] of Object.entries(swagger.definitions)) {
    if (name.endsWith(".IntOrString")) swagger.definitions[name] = { oneOf: [{ type: "string" }, { type: "integer" }] };
    if (name.endsWith(".Quantity")) swagger.definitions[name] = { oneOf: [{ type: "string" }, { type: "number" }] };
    if (schema.properties) schema["additionalProperties"] = false;
    const meanings = (schema["x-kubernetes-group-version-kind"] ?? []) as readonly {
      group: string;
      version: string;
      kind: string;
    }[];
    const meaning = meanings[0];
    if (meanings.length !== 1 || !meaning || !schema.properties) continue;
    kinds.push(name);
    schema["required"] = [...new Set([...((schema["required"] as string[]) ?? []), "apiVersion", "kind"])];
    schema.properties["apiVersion"] = {
      ...schema.properties["apiVersion"],
      enum: [[meaning.group, meaning.version].filter(Boolean).join("/")],
    };
    schema.properties["kind"] = { ...schema.properties["kind"], enum: [meaning.kind] };
  }
  const oneOf = kinds.map((name) => ({ $ref: `#/definitions/${name}` }));
  return { text: JSON.stringify({ oneOf, definitions: swagger.definitions }), kinds: kinds.length };
}
