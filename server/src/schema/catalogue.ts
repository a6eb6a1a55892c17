// The kinds that the compiled files know, made when somebody asks.

import { readDefinition, readKind, type CompactField, type CompactFile } from "./compact.ts";
import type { Catalogue, Field, Json, Kind, Limits, Schema, SchemaType } from "./schema.ts";
import type { PlainKind, Shape } from "./shape.ts";

/**
 * The minors of Kubernetes 1 that schemas/kubernetes.json was compiled for, both inclusive. No source has `unseen`: a range that
 * begins with it means "since this or the next", one that ends with it "until this or the one before".
 */
export const knownMinors = { from: 28, to: 36, unseen: 35 };

/** A catalogue that others may build on: custom resources hold types of Kubernetes. */
export interface CoreCatalogue extends Catalogue {
  readonly definitions: Definitions;
}

/** Kubernetes' own kinds. `json` is the text of schemas/kubernetes.json. */
export function coreCatalogue(json: string): CoreCatalogue {
  return compactCatalogue(json);
}

/**
 * The kinds of operators; `read` gives the text of schemas/operators.json and is called once, when a group is asked for that
 * Kubernetes has not, or all kinds are; undefined where there is no such file.
 */
export function operatorCatalogue(read: () => string | undefined, core: CoreCatalogue): Catalogue {
  const groups = new Set(core.kinds.map(({ group }) => group));
  let whole: Catalogue | undefined;
  const open = () => (whole ??= openOperators(read(), core));
  return {
    find: (group, version, kind) => (groups.has(group) ? undefined : open().find(group, version, kind)),
    get kinds() {
      return open().kinds;
    },
  };
}

/** All kinds of all catalogues; where several have one, the first wins. */
export function joinCatalogues(...catalogues: readonly Catalogue[]): Catalogue {
  let all: readonly Kind[] | undefined;
  return {
    find(group, version, kind) {
      for (const catalogue of catalogues) {
        const found = catalogue.find(group, version, kind);
        if (found) return found;
      }
      return undefined;
    },
    get kinds() {
      return (all ??= joinKinds(catalogues));
    },
  };
}

function joinKinds(catalogues: readonly Catalogue[]): readonly Kind[] {
  const found = new Map<string, Kind>();
  for (const { kinds } of catalogues)
    for (const kind of kinds) {
      const key = keyOf(kind.group, kind.version, kind.kind);
      if (!found.has(key)) found.set(key, kind);
    }
  return [...found.values()];
}

function openOperators(json: string | undefined, core: CoreCatalogue): Catalogue {
  return json === undefined ? { find: () => undefined, kinds: [] } : compactCatalogue(json, core.definitions);
}

function compactCatalogue(json: string, base?: Definitions): CoreCatalogue {
  // Our own compiler wrote it.
  const file = JSON.parse(json) as CompactFile;
  const definitions = new Definitions(file, base);
  const plain = new Map(
    file.kinds.map((text) => readKind(text)).map((kind) => [keyOf(kind.group, kind.version, kind.kind), kind]),
  );
  const made = new Map<string, Kind | undefined>();
  const find = (group: string, version: string, kind: string): Kind | undefined => {
    const key = keyOf(group, version, kind);
    if (!made.has(key)) made.set(key, kindOf(plain.get(key), definitions) ?? listOf(group, version, kind, plain, definitions));
    return made.get(key);
  };
  let all: readonly Kind[] | undefined;
  return {
    find,
    definitions,
    get kinds() {
      return (all ??= [...plain.values()].map(({ group, version, kind }) => find(group, version, kind)!));
    },
  };
}

function keyOf(group: string, version: string, kind: string): string {
  return `${group}/${version}/${kind}`;
}

function kindOf(plain: PlainKind | undefined, definitions: Definitions): Kind | undefined {
  if (!plain) return undefined;
  const { group, version, kind, plural, isNamespaced, minors, definition } = plain;
  return {
    group,
    version,
    kind,
    ...(plural === undefined ? {} : { plural }),
    ...(isNamespaced === undefined ? {} : { isNamespaced }),
    ...(minors ? { minors } : {}),
    schema: schemaOf({ type: "ref", ref: definition }, undefined, definitions),
  };
}

/** A `…List` is made of the kind it lists. */
function listOf(
  group: string,
  version: string,
  kind: string,
  plain: ReadonlyMap<string, PlainKind>,
  definitions: Definitions,
): Kind | undefined {
  const single = kind.endsWith("List") ? plain.get(keyOf(group, version, kind.slice(0, -4))) : undefined;
  if (!single?.isListed) return undefined;
  const { minors, definition } = single;
  return { group, version, kind, ...(minors ? { minors } : {}), schema: new ListSchema(single.kind, definition, definitions) };
}

/** The definitions of one file, and of the one that it builds on. */
export class Definitions {
  private readonly made = new Map<string, ReadonlyMap<string, Field>>();

  constructor(
    private readonly file: CompactFile,
    private readonly base?: Definitions,
  ) {}

  /** Made once; undefined where there is no such definition. */
  fieldsOf(name: string): ReadonlyMap<string, Field> | undefined {
    const text = this.textOf(name);
    if (text === undefined) return this.base?.fieldsOf(name);
    let fields = this.made.get(name);
    if (!fields) this.made.set(name, (fields = this.readFields(text)));
    return fields;
  }

  docOf(name: string): string {
    const text = this.textOf(name);
    return text === undefined ? (this.base?.docOf(name) ?? "") : this.doc(readDefinition(text.split("; ", 1)[0]!, this.file).doc);
  }

  doc(number: number | undefined): string {
    return number === undefined ? "" : (this.file.docs[number] ?? "");
  }

  private textOf(name: string): string | undefined {
    return Object.hasOwn(this.file.definitions, name) ? this.file.definitions[name] : undefined;
  }

  private readFields(text: string): ReadonlyMap<string, Field> {
    return new Map(readDefinition(text, this.file).fields.map((field) => [field.name, this.fieldOf(field)]));
  }

  private fieldOf({ name, shape, doc, minors, required, earlier }: CompactField): Field {
    return {
      name,
      schema: schemaOf(shape, doc, this),
      ...(minors ? { minors } : {}),
      ...(required ? { required } : {}),
      ...(earlier ? { earlier: earlier.map((old) => ({ schema: schemaOf(old.shape, doc, this), minors: old.minors })) } : {}),
    };
  }
}

function schemaOf(shape: Shape, doc: number | undefined, definitions: Definitions): Schema {
  const isObject = shape.type === "ref" || shape.type === "object";
  return isObject ? new ObjectSchema(shape, doc, definitions) : new CompactSchema(shape, doc, definitions);
}

class CompactSchema implements Schema {
  readonly type: SchemaType;
  declare readonly items?: Schema;
  declare readonly listKeys?: readonly string[];
  declare readonly isSet?: boolean;
  declare readonly enum?: readonly Json[];
  declare readonly format?: string;
  declare readonly keepsUnknown?: boolean;
  declare readonly limits?: Limits;

  constructor(
    protected readonly shape: Shape,
    private readonly docNumber: number | undefined,
    protected readonly definitions: Definitions,
  ) {
    const { type, items, listKeys, isSet, format, limits, keepsUnknown } = shape;
    this.type = type === "ref" ? "object" : type;
    if (items) this.items = schemaOf(items, undefined, definitions);
    if (listKeys) this.listKeys = listKeys;
    if (isSet) this.isSet = isSet;
    if (shape.enum) this.enum = shape.enum;
    if (format !== undefined) this.format = format;
    if (limits) this.limits = limits;
    if (keepsUnknown) this.keepsUnknown = keepsUnknown;
  }

  /** A field's own, else its type's. */
  get doc(): string {
    const { ref } = this.shape;
    return this.definitions.doc(this.docNumber) || (ref === undefined ? "" : this.definitions.docOf(ref));
  }
}

/** It reads its definition when its fields are asked for, so types may hold themselves. */
class ObjectSchema extends CompactSchema {
  get fields(): ReadonlyMap<string, Field> {
    const { ref } = this.shape;
    return (ref === undefined ? undefined : this.definitions.fieldsOf(ref)) ?? noFields;
  }
}

const noFields: ReadonlyMap<string, Field> = new Map();

class ListSchema implements Schema {
  readonly type = "object";
  private made: ReadonlyMap<string, Field> | undefined;

  constructor(
    private readonly kind: string,
    private readonly definition: string,
    private readonly definitions: Definitions,
  ) {}

  get doc(): string {
    return `A list of ${this.kind}.`;
  }

  get fields(): ReadonlyMap<string, Field> {
    return (this.made ??= this.makeFields());
  }

  private makeFields(): ReadonlyMap<string, Field> {
    const single = this.definitions.fieldsOf(this.definition) ?? noFields;
    const made = new Map<string, Field>();
    for (const name of ["apiVersion", "kind"]) {
      const field = single.get(name);
      if (field) made.set(name, field);
    }
    const schema = (shape: Shape) => schemaOf(shape, undefined, this.definitions);
    made.set("metadata", { name: "metadata", schema: schema({ type: "ref", ref: "meta.v1.ListMeta" }) });
    const items: Shape = { type: "list", items: { type: "ref", ref: this.definition } };
    made.set("items", { name: "items", schema: schema(items), required: {} });
    return made;
  }
}
