// Reads the kubernetes-models packages: Kubernetes' newest types with enumerations, and the custom resources of operators.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Shape } from "../../schema/shape.ts";
import { groupWord } from "./client-node.ts";
import { readDeclarations, type Declaration, type DeclaredType, type Member } from "./declarations.ts";
import { primitives, type Definition, type Draft, type DraftField, type DraftKind } from "./draft.ts";
import { readValidator, type Check } from "./validators.ts";

const modules = "node_modules";

/** Kubernetes' own types that are no custom resource's. */
export const corePackages = ["kubernetes-models", "@kubernetes-models/apimachinery"];

interface Source {
  readonly file: string;
  readonly declaration: Declaration;
  /** The names that it imports, and the files they are in. */
  readonly imports: ReadonlyMap<string, string>;
  readonly check: Check | undefined;
}

/** All definitions of one package, and of others what those refer to. `isKnown` are those that need no definition. */
export function readModels(packages: readonly string[], isKnown: (name: string) => boolean = () => false): Draft {
  const reading = new Reading(isKnown);
  const kinds: DraftKind[] = [];
  for (const file of packages.flatMap(filesOf)) {
    const kind = reading.define(file);
    if (kind) kinds.push(kind);
  }
  return { definitions: reading.definitions, kinds };
}

/**
 * `@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer` as `cert-manager/cert-manager.io/v1/Issuer`, for several packages have
 * types of one group; Kubernetes' own by their short names.
 */
export function nameOfFile(file: string): string {
  const parts = file.split("/");
  if (parts[0] === "kubernetes-models") {
    const [name, version, group = ""] = parts.slice(1).reverse();
    return `${groupWord(group)}.${version}.${name}`;
  }
  if (parts[1] !== "apimachinery") return parts.slice(1).join("/");
  return parts
    .slice(2)
    .filter((part) => !/^(?:apis?|util)$/.test(part))
    .join(".");
}

/** The declarations of a package, without `.d.ts`, below node_modules. */
export function filesOf(name: string): readonly string[] {
  return readdirSync(`${modules}/${name}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts") && !/(?:^|[/\\])(?:index\.d\.ts|_schemas|node_modules)/.test(file))
    .map((file) => `${name}/${file.split(path.sep).join("/").slice(0, -5)}`)
    .sort();
}

class Reading {
  readonly definitions = new Map<string, Definition>();
  private readonly sources = new Map<string, Source>();
  private readonly shapes = new Map<string, Shape>();

  constructor(private readonly isKnown: (name: string) => boolean) {}

  /** Reads a file with all that it needs; its kind, where it has one. */
  define(file: string): DraftKind | undefined {
    const { declaration } = this.source(file);
    this.shapeOfFile(file);
    if (declaration.type.kind !== "object") return undefined;
    const literal = (name: string) => {
      const type = (declaration.type as { readonly members: readonly Member[] }).members.find(
        (member) => member.name === name,
      )?.type;
      return type?.kind === "literal" ? type.value : undefined;
    };
    const [apiVersion, kind] = [literal("apiVersion"), literal("kind")];
    if (apiVersion === undefined || kind === undefined) return undefined;
    const [version, group = ""] = apiVersion.split("/").reverse();
    return { group, version: version!, kind, definition: nameOfFile(file) };
  }

  private source(file: string): Source {
    let source = this.sources.get(file);
    if (!source) this.sources.set(file, (source = readSource(file)));
    return source;
  }

  /** What a reference to the file's type stands for: aliases are resolved. */
  private shapeOfFile(file: string): Shape {
    const name = nameOfFile(file);
    const primitive = primitives[name];
    if (primitive) return primitive;
    const known = this.shapes.get(name);
    if (known) return known;
    const ref: Shape = { type: "ref", ref: name };
    // Before its fields are read, for types hold themselves.
    this.shapes.set(name, ref);
    if (this.isKnown(name)) return ref;
    const source = this.source(file);
    const { type, doc, bases } = source.declaration;
    const isObject = type.kind === "object" && type.members.length + bases.length > 0;
    const shape = isObject ? ref : this.shapeOf(type, source, source.check, name);
    this.shapes.set(name, shape);
    if (isObject) this.definitions.set(name, { doc, fields: this.fieldsOfFile(file) });
    return shape;
  }

  /** Its own and those of the types that it extends. */
  private fieldsOfFile(file: string): ReadonlyMap<string, DraftField> {
    const source = this.source(file);
    const { type, bases } = source.declaration;
    const named = type.kind === "name" ? [...bases, type.name] : bases;
    const inherited = named.flatMap((base) => {
      const baseFile = source.imports.get(base);
      return baseFile?.startsWith("@kubernetes-models/base") || !baseFile ? [] : [...this.fieldsOfFile(baseFile)];
    });
    const own = type.kind === "object" ? this.fieldsOf(type.members, source, source.check, nameOfFile(file)) : [];
    return new Map([...inherited, ...own]);
  }

  private fieldsOf(
    members: readonly Member[],
    source: Source,
    check: Check | undefined,
    name: string,
  ): ReadonlyMap<string, DraftField> {
    const fields = members.map((member): readonly [string, DraftField] => {
      const shape = this.shapeOf(member.type, source, check?.properties.get(member.name)?.(), `${name}.${member.name}`);
      return [member.name, { shape, isRequired: !member.isOptional && !isIdentity(member), doc: member.doc }];
    });
    return new Map(fields);
  }

  private shapeOf(type: DeclaredType, source: Source, check: Check | undefined, name: string): Shape {
    switch (type.kind) {
      case "list":
        return limited({ type: "list", items: this.shapeOf(type.items, source, check?.items?.(), name) }, check);
      case "map":
        return limited({ type: "map", items: this.shapeOf(type.values, source, check?.items?.(), name) }, check);
      case "literal":
        return { type: "string" };
      case "union":
        return unionShape(type.options);
      case "object":
        if (type.members.length === 0) return { type: "object", keepsUnknown: true };
        this.definitions.set(name, { doc: "", fields: this.fieldsOf(type.members, source, check, name) });
        return { type: "ref", ref: name };
      case "name":
        return this.namedShape(type, source, check, name);
    }
  }

  private namedShape(type: DeclaredType & { kind: "name" }, source: Source, check: Check | undefined, name: string): Shape {
    switch (type.name) {
      case "string":
        return limited({ type: "string", ...(check?.format ? { format: check.format } : {}) }, check);
      case "number":
        return limited(
          { type: check?.isNumber ? "number" : "integer", ...(check?.format ? { format: check.format } : {}) },
          check,
        );
      case "boolean":
        return { type: "boolean" };
      case "any":
      case "unknown":
        return { type: "any" };
      default: {
        const file = source.imports.get(type.name);
        if (!file) throw new Error(`${source.file}: ${type.name} (${name}) is not imported`);
        const shape = this.shapeOfFile(file);
        return shape.type === "ref" ? shape : limited(shape, check);
      }
    }
  }
}

/** What an object is says its definition. */
function isIdentity({ name, type }: Member): boolean {
  return (name === "apiVersion" || name === "kind") && type.kind === "literal";
}

function unionShape(options: readonly DeclaredType[]): Shape {
  const values = options.flatMap((option) => (option.kind === "literal" ? [option.value] : []));
  if (values.length === options.length) return { type: "string", enum: values };
  const names = options.flatMap((option) => (option.kind === "name" ? [option.name] : []));
  return names.every((name) => name === "string" || name === "number") ? { type: "int-or-string" } : { type: "any" };
}

function limited(shape: Shape, check: Check | undefined): Shape {
  return check?.limits ? { ...shape, limits: { ...shape.limits, ...check.limits } } : shape;
}

function readSource(file: string): Source {
  const text = readFileSync(`${modules}/${file}.d.ts`, "utf8");
  const declarations = readDeclarations(text).filter(({ isClass, name }) => !isClass && name.startsWith("I"));
  const own = `I${path.basename(file)}`;
  const declaration = declarations.find(({ name }) => name === own) ?? declarations[0];
  if (!declaration) throw new Error(`${file} declares nothing`);
  const imports = [...text.matchAll(/^import (?:type )?\{([^}]*)\} from "([^"]+)"/gm)].flatMap(([, names, from]) =>
    [...names!.matchAll(/\w+/g)].map(([name]) => [name, resolve(file, from!)] as const),
  );
  return { file, declaration, imports: new Map([[own, file], ...imports]), check: readCheck(file) };
}

function resolve(file: string, from: string): string {
  const target = from.replace(/\.js$/, "");
  return target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : target;
}

function readCheck(file: string): Check | undefined {
  const script = `${modules}/${file}.js`;
  const target = existsSync(script) ? /from"([^"]*_schemas\/[^"]+)"/.exec(readFileSync(script, "utf8"))?.[1] : undefined;
  const validator = target ? `${modules}/${resolve(file, target)}.js` : aliasValidator(file);
  return validator && existsSync(validator) ? readValidator(readFileSync(validator, "utf8")) : undefined;
}

/** Aliases have no class; their validator is named like the type is elsewhere. */
function aliasValidator(file: string): string | undefined {
  const long = new RegExp(`\\bI${path.basename(file)} as I(\\w+)`).exec(readFileSync(`${modules}/${file}.d.ts`, "utf8"))?.[1];
  const name = file.startsWith("@") ? file.split("/").slice(0, 2).join("/") : file.split("/")[0]!;
  return long && `${modules}/${name}/_schemas/${long}.js`;
}
