// What the CustomResourceDefinitions of operators leave more open than the packages that were made of their Go types.

import type { Shape } from "../../schema/shape.ts";
import { withRefs, type Definition, type Draft } from "./draft.ts";

/** `core` has Kubernetes' own definitions. */
export function correctOperators(draft: Draft, core: Draft): Draft {
  return openUp(loosen(draft, core));
}

/**
 * Pods whose containers may go without a name, as the operators' CustomResourceDefinitions have it: Argo Workflows' and Knative's,
 * which name them themselves. Prefix of definitions → the types that are loose there.
 */
const loose: Readonly<Record<string, readonly string[]>> = {
  "argo-workflows/argoproj.io/v1alpha1/Template": ["core.v1.Container"],
  "knative/": ["core.v1.Container", "core.v1.PodSpec", "core.v1.PodTemplateSpec"],
};

function loosen({ definitions, kinds }: Draft, core: Draft): Draft {
  const copies = new Map(
    ["core.v1.Container", "core.v1.PodSpec", "core.v1.PodTemplateSpec"].map((name) => [name, `loose/${name}`]),
  );
  const made = [...copies].map(([name, copy]): readonly [string, Definition] => [
    copy,
    withRefs(withOptionalName(core.definitions.get(name)!), name === "core.v1.Container" ? new Map() : copies),
  ]);
  const changed = [...definitions].map(([name, definition]): readonly [string, Definition] => {
    const types = Object.entries(loose).find(([prefix]) => name.startsWith(prefix))?.[1] ?? [];
    const isScript = name === "argo-workflows/argoproj.io/v1alpha1/ScriptTemplate";
    const own = isScript ? withOptionalName(definition) : definition;
    return [name, types.length ? withRefs(own, new Map(types.map((type) => [type, copies.get(type)!]))) : own];
  });
  return { definitions: new Map([...changed, ...made]), kinds };
}

/** Fields that the CustomResourceDefinitions leave more open than the packages: `definition field` → what they are there. */
const open: Readonly<Record<string, Shape>> = {
  // x-kubernetes-preserve-unknown-fields: each plugin has its own.
  "argo-workflows/argoproj.io/v1alpha1/Template plugin": { type: "object", keepsUnknown: true },
  // The pattern of v4.0.5 knows no names of days and months, which its own parser does.
  "argo-workflows/argoproj.io/v1alpha1/CronWorkflowSpec schedules": { type: "list", items: { type: "string" } },
};

function openUp({ definitions, kinds }: Draft): Draft {
  const changed = [...definitions].map(([name, { doc, fields }]): readonly [string, Definition] => {
    const opened = [...fields].map(([key, field]) => [key, { ...field, shape: open[`${name} ${key}`] ?? field.shape }] as const);
    return [name, { doc, fields: new Map(opened) }];
  });
  return { definitions: new Map(changed), kinds };
}

function withOptionalName({ doc, fields }: Definition): Definition {
  return {
    doc,
    fields: new Map([...fields].map(([key, field]) => [key, key === "name" ? { ...field, isRequired: false } : field])),
  };
}
