// Compiles Kubernetes' own kinds of all minors from the pinned packages.

import { knownMinors } from "../../schema/catalogue.ts";
import { isSetList, listKeysOf } from "../../schema/list-keys.ts";
import type { PlainDefinition, PlainField, PlainKind, PlainSchemas } from "../../schema/shape.ts";
import { readCdk8s } from "./cdk8s.ts";
import { readClientNode, type Endpoint } from "./client-node.ts";
import { complete, enrich, kindText, withParagraphs } from "./complete.ts";
import { correct, goneEndpoints } from "./corrections.ts";
import { byType, type Draft } from "./draft.ts";
import { corePackages, readModels } from "./models.ts";
import { packOrder } from "./pack-order.ts";
import { unite, type Edition, type Union } from "./union.ts";

/** The minors that cdk8s-plus has, the last of which client-node has too. */
export const cdk8sMinors = [28, 29, 30, 31, 32, 33, 34];
export const lastMinor = knownMinors.to;

export interface CoreSources {
  /** One draft a minor, in their order. */
  readonly editions: readonly Edition[];
  /** Newest last. */
  readonly endpoints: readonly Endpoint[];
  /** As the sources have them, before they were brought together. */
  readonly raw: {
    readonly cdk8s: ReadonlyMap<number, Draft>;
    readonly client: ReadonlyMap<number, Draft>;
    readonly models: Draft;
  };
}

export function readCoreSources(): CoreSources {
  const cdk8s = new Map(cdk8sMinors.map((minor) => [minor, readCdk8s(minor)]));
  const models = readModels(corePackages);
  const known = new Set([...cdk8s.values(), models].flatMap(({ definitions }) => [...definitions.keys()]));
  const client34 = readClientNode("node_modules/kubernetes-client-134", known);
  const client36 = readClientNode("node_modules/kubernetes-client-136", known);
  const partial34 = cdk8s.get(34)!;
  const prose = [...cdk8s.values(), models];
  const full34 = enrich(withDefinitionsOf(withParagraphs(client34, prose), partial34), partial34);
  const older = cdk8sMinors.map((minor) => ({
    minor,
    draft: minor === 34 ? full34 : complete(cdk8s.get(minor)!, partial34, full34),
  }));
  return {
    editions: [...older, { minor: lastMinor, draft: enrich(withParagraphs(client36, prose), models) }],
    endpoints: [...client34.endpoints, ...client36.endpoints],
    raw: {
      cdk8s,
      client: new Map<number, Draft>([
        [34, client34],
        [36, client36],
      ]),
      models,
    },
  };
}

export function compileCore({ editions, endpoints }: CoreSources): PlainSchemas {
  const union = unite(editions);
  const kinds = kindsOf(union, endpoints);
  const lists = new Set(kinds.filter(({ isListed }) => isListed).map(({ definition }) => `${definition}List`));
  const definitions = union.definitions.filter(({ name }) => !lists.has(name)).map((definition) => correct(withKeys(definition)));
  return { kinds, definitions: packOrder(definitions.sort(byType)) };
}

/** Definitions that no endpoint leads to. */
function withDefinitionsOf(main: Draft, other: Draft): Draft {
  return { definitions: new Map([...other.definitions, ...main.definitions]), kinds: main.kinds };
}

/** Lists are made of their kinds when they are read. */
function kindsOf({ kinds }: Union, endpoints: readonly Endpoint[]): readonly PlainKind[] {
  const names = new Set(kinds.map(kindText));
  const exact = new Map(endpoints.map((endpoint) => [kindText(endpoint), endpoint]));
  const alike = new Map(endpoints.map((endpoint) => [`${endpoint.group}/${endpoint.kind}`, endpoint]));
  return kinds
    .filter((kind) => !names.has(kindText(kind).replace(/List$/, "")) || !kind.kind.endsWith("List"))
    .map(({ group, version, kind, definition, minors }) => {
      // A kind that is gone was asked for as its successor is.
      const endpoint =
        exact.get(`${group}/${version}/${kind}`) ?? alike.get(`${group}/${kind}`) ?? goneEndpoints[`${group}/${kind}`];
      return {
        group,
        version,
        kind,
        definition,
        ...(endpoint ? { plural: endpoint.plural, isNamespaced: endpoint.isNamespaced } : {}),
        ...(minors ? { minors } : {}),
        isListed: endpoint?.isListed ?? true,
      };
    });
}

function withKeys(definition: PlainDefinition): PlainDefinition {
  const fields = definition.fields.map((field): PlainField => {
    if (field.shape.type !== "list") return field;
    const listKeys = listKeysOf(definition.name, field.name);
    if (listKeys) return { ...field, shape: { ...field.shape, listKeys } };
    return isSetList(definition.name, field.name) ? { ...field, shape: { ...field.shape, isSet: true } } : field;
  });
  return { ...definition, fields };
}
