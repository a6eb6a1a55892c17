// Compares schemas/kubernetes.json with Kubernetes' own OpenAPI of 1.28 to 1.30, which `sigs.k8s.io/kubectl-validate` carries (Go has to be there to fetch it). Usage: run.mjs test/schema/openapi.ts

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readDefinition, type CompactField, type CompactFile } from "../../server/src/schema/compact.ts";
import { holds } from "../../server/src/schema/schema.ts";
import type { Shape } from "../../server/src/schema/shape.ts";
import { primitives, shortName } from "../../server/src/tools/schema/draft.ts";

interface OpenApi {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly allOf?: readonly OpenApi[];
  readonly oneOf?: readonly OpenApi[];
  readonly items?: OpenApi;
  readonly additionalProperties?: OpenApi;
  readonly properties?: Readonly<Record<string, OpenApi>>;
  readonly required?: readonly string[];
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
}

const file = JSON.parse(readFileSync("schemas/kubernetes.json", "utf8")) as CompactFile;
const module = JSON.parse(
  execFileSync("go", ["mod", "download", "-json", "sigs.k8s.io/kubectl-validate@v0.0.4"], { cwd: "/", encoding: "utf8" }),
) as {
  readonly Dir: string;
};
/** What the status of a kind that was gone before 1.34 is made of: there it is an object that keeps anything. */
const ofStatus =
  /^(?:admissionregistration\.v1(?:alpha1|beta1)\.(?:ExpressionWarning|TypeChecking|ValidatingAdmissionPolicyStatus)|authentication\.v1(?:alpha1|beta1)\.SelfSubjectReviewStatus|flowcontrol\.v1beta[23]\.\w+(?:Status|Condition)|resource\.v1alpha2\.(?:\w+(?:Status|AllocationResult|ResourceHandle|ConsumerReference)|AllocationResult|ResourceHandle)|networking\.v1alpha1\.ServiceCIDRStatus)$/;
/** Objects without fields have no definition of their own. */
const emptyObjects: ReadonlySet<string> = new Set([
  "apiextensions.v1.CustomResourceSubresourceStatus",
  "apiserverinternal.v1alpha1.StorageVersionSpec",
]);
const differences: string[] = [];
const counts = { definitions: 0, fields: 0 };

for (const minor of [28, 29, 30]) {
  const folder = path.join(module.Dir, "pkg/openapiclient/builtins", `1.${minor}`);
  for (const [name, schema] of readSchemas(folder)) compareDefinition(name, schema, minor);
}
console.log(`${counts.definitions} definitions with ${counts.fields} fields compared, ${differences.length} differences`);
for (const [text, minors] of merged(differences)) console.log(`${text}  (1.${minors.join(", 1.")})`);

function readSchemas(folder: string): ReadonlyMap<string, OpenApi> {
  const found = new Map<string, OpenApi>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((entry) => entry.endsWith(".json"))) {
    const document = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as {
      readonly components: { readonly schemas: Readonly<Record<string, OpenApi>> };
    };
    for (const [key, schema] of Object.entries(document.components.schemas)) found.set(shortName(key), schema);
  }
  return found;
}

function compareDefinition(name: string, schema: OpenApi, minor: number): void {
  if (primitives[name]) return;
  const text = file.definitions[name];
  if (text === undefined) {
    if (!isDerived(name) && !ofStatus.test(name)) differences.push(`${minor} ${name} is missing`);
    return;
  }
  counts.definitions++;
  const ours = new Map(
    readDefinition(text, file)
      .fields.filter(({ minors }) => holds(minors, minor))
      .map((field) => [field.name, field]),
  );
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    counts.fields++;
    const field = ours.get(key);
    if (!field) differences.push(`${minor} ${name}.${key} is missing`);
    else compareField(`${name}.${key}`, field, property, schema.required?.includes(key) ?? false, minor);
    ours.delete(key);
  }
  for (const key of ours.keys()) differences.push(`${minor} ${name}.${key} is too much`);
}

/** Lists are made of their kinds when they are read; what discovery answers nobody writes. */
function isDerived(name: string): boolean {
  return (
    emptyObjects.has(name) ||
    (name.endsWith("List") && file.definitions[name.slice(0, -4)] !== undefined) ||
    /^meta\.v1\.(?:API|GroupVersionForDiscovery|ServerAddress|WatchEvent)|^version\.Info$/.test(name)
  );
}

function compareField(name: string, field: CompactField, real: OpenApi, isRequired: boolean, minor: number): void {
  const say = (what: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs) differences.push(`${minor} ${name}: ${what} ${String(ours)}, really ${String(theirs)}`);
  };
  const shape = field.earlier?.find(({ minors }) => holds(minors, minor))?.shape ?? field.shape;
  const isGone = shape.keepsUnknown && name.endsWith(".status") && ofStatus.test(realText(real));
  if (!isGone && !isEmpty(shape, realText(real))) say("type", typeText(shape), realText(real));
  say("required", field.required !== undefined && holds(field.required, minor), isRequired);
  // Before 1.30 many lists had merge keys only.
  const kind = real["x-kubernetes-list-type"];
  if (minor >= 30 || kind === "map") say("keys", shape.listKeys?.join(), real["x-kubernetes-list-map-keys"]?.join());
  if (minor >= 30) say("set", shape.isSet ?? false, kind === "set");
}

function isEmpty(shape: Shape, real: string): boolean {
  return emptyObjects.has(real) && (shape.type === "any" || shape.keepsUnknown === true);
}

function typeText(shape: Shape): string {
  if (shape.items) return `${shape.type}<${typeText(shape.items)}>`;
  return shape.ref ?? [shape.type, ...(shape.format ? [shape.format] : [])].join(":");
}

function realText(schema: OpenApi): string {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref !== undefined) {
    const name = shortName(ref.split("/").at(-1)!);
    return primitives[name] ? typeText(primitives[name]) : name;
  }
  if (schema.oneOf || schema.format === "int-or-string") return "int-or-string";
  if (schema.items) return `list<${realText(schema.items)}>`;
  if (schema.additionalProperties) return `map<${realText(schema.additionalProperties)}>`;
  if (schema.type === undefined) return "any";
  return [schema.type, ...(schema.format ? [schema.format] : [])].join(":");
}

/** The same difference in several minors is one line. */
function merged(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const [minor, ...rest] = line.split(" ");
    const text = rest.join(" ");
    found.set(text, [...(found.get(text) ?? []), minor!]);
  }
  return found;
}
