// The kinds that definitions of custom resources in the workspace make.

import { memo, memo2 } from "../base/memo.ts";
import { kindsOf } from "../schema/custom-resource.ts";
import type { Catalogue, Kind, Schema } from "../schema/schema.ts";
import type { ResourceFacts } from "./facts.ts";

/** The kind to ask a unit for. */
export const DEFINITION = "CustomResourceDefinition";

/**
 * `definitions` are the facts of all CustomResourceDefinitions of a unit (`unit.find({ kind: DEFINITION })`), `shipped` knows the metadata
 * that every object has. The same object for the same two; of several definitions of one kind the first counts.
 */
export const definedKinds: (definitions: readonly ResourceFacts[], shipped: Catalogue) => Catalogue = memo2(
  (definitions, shipped) => {
    const byName = new Map<string, ResourceFacts>();
    for (const facts of definitions) {
      const name = facts.definition && `${facts.definition.group}/${facts.definition.kind}`;
      if (name !== undefined && !byName.has(name)) byName.set(name, facts);
    }
    let all: readonly Kind[] | undefined;
    return {
      find(group, version, kind) {
        const facts = byName.get(`${group}/${kind}`);
        return facts && kindsOfFacts(facts, shipped).find((candidate) => candidate.version === version);
      },
      get kinds() {
        return (all ??= [...byName.values()].flatMap((facts) => kindsOfFacts(facts, shipped)));
      },
    };
  },
);

const kindsOfFacts = memo2((facts: ResourceFacts, shipped: Catalogue): readonly Kind[] =>
  facts.definition ? kindsOf(facts.definition, metadataOf(shipped)) : [],
);

const metadataOf: (shipped: Catalogue) => Schema | undefined = memo(
  (shipped) => shipped.find("", "v1", "ConfigMap")?.schema.fields?.get("metadata")?.schema,
);
