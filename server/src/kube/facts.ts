// What other documents may know of a document: a small plain value, compared by content.

import { memo } from "../base/memo.ts";
import { boolField, field, mapField, mapItems, textField, textItems, textMap } from "./read.ts";
import { isUnresolved } from "./unresolved.ts";
import { claimFacts, type ListenerFacts } from "./claims.ts";
import { bindingOf, roleOf, type Granting } from "./rbac.ts";
import { podSelectorOf } from "./pod-selector.ts";
import type { Labels, Selector } from "./selector.ts";
import { referencesOf } from "./references.ts";
import { resourcesOf, type Resource } from "./resource.ts";
import { scalerOf, type Utilization } from "./scaling.ts";
import { serviceOf } from "./service.ts";
import { wordsOf } from "./words.ts";
import type { Workload } from "./workload.ts";
import { definitionOf, type Definition } from "../schema/custom-definition.ts";
import type { YamlDocument } from "../yaml/tree.ts";

export interface Facts {
  /** Equal for two documents exactly where all their facts are. */
  readonly key: string;
  /** In the order of `resourcesOf`. */
  readonly resources: readonly ResourceFacts[];
}

/** A field that its kind does not have, or that is not written, is absent. Nothing in here keeps the document alive. */
export interface ResourceFacts extends ObjectFacts<Labels> {
  /** Equal for two objects exactly where all the rest is. */
  readonly key: string;
}

interface ObjectFacts<L> {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  /** Absent where the server makes it up. */
  readonly name?: string | undefined;
  readonly labels: L;
  readonly references: readonly ReferenceFacts[];
  /** Of a workload: its pods. */
  readonly pods?: PodFacts<L> | undefined;
  /** Of a Service, PodDisruptionBudget or NetworkPolicy: the pods of its namespace that it selects (`podSelectorOf`). */
  readonly selector?: Selector | undefined;
  readonly service?: ServiceFacts | undefined;
  readonly scales?: ScalingFacts | undefined;
  /** Of a ServiceAccount: whether pods get its token unasked. */
  readonly automount?: boolean | undefined;
  /** Of a ConfigMap or Secret: its entries; absent where they can't be told. */
  readonly entries?: readonly string[] | undefined;
  /** Of an Ingress, OpenShift Route or Service: the keys of its claims (`claimsOf`). */
  readonly claims?: readonly string[] | undefined;
  /** Of a Gateway. */
  readonly listeners?: readonly ListenerFacts[] | undefined;
  /** Texts that may name other objects (`wordsOf`). */
  readonly words?: readonly string[] | undefined;
  /** Of a PersistentVolumeClaim. */
  readonly accessModes?: readonly string[] | undefined;
  /** Of a LimitRange: what it fills in for containers, by resource name. */
  readonly defaultRequests?: L | undefined;
  readonly defaultLimits?: L | undefined;
  /** Of a Role or ClusterRole. */
  readonly rules?: readonly RuleFacts[] | undefined;
  /** Of a binding. */
  readonly roleRef?: { readonly kind?: string | undefined; readonly name?: string | undefined } | undefined;
  readonly subjects?: readonly SubjectFacts[] | undefined;
  /** Of a CustomResourceDefinition: the kind that it defines. */
  readonly definition?: Definition | undefined;
}

export interface PodFacts<L = Labels> {
  readonly labels: L;
  /** The workload's own selector. */
  readonly selector?: Selector | undefined;
  readonly replicas?: number | undefined;
  readonly isLongRunning: boolean;
  /** `default` where none is named. */
  readonly serviceAccount: string;
  /** The pod's own word on the token. */
  readonly automount?: boolean | undefined;
  /** Of containers and sidecars. */
  readonly ports: readonly PortFacts[];
}

export interface PortFacts {
  readonly name?: string | undefined;
  readonly number?: number | undefined;
  readonly protocol: string;
}

export interface ServiceFacts {
  readonly type: string;
  readonly isHeadless: boolean;
  readonly ports: readonly (PortFacts & { readonly target?: number | string | undefined })[];
}

export interface ScalingFacts {
  readonly type: "horizontal" | "vertical" | "keda";
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly utilization: readonly Utilization[];
}

export interface ReferenceFacts {
  readonly group: string;
  readonly kind: string;
  /** Absent: that of the object itself. */
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly optional: boolean;
  readonly keys: readonly string[];
  readonly port?: number | string | undefined;
}

export interface RuleFacts extends Granting {
  readonly resourceNames: readonly { readonly text: string }[];
}

export interface SubjectFacts {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/** Neither images nor the values of variables are facts, so an edit of those leaves them equal. */
export const factsOf: (document: YamlDocument) => Facts = memo((document) => {
  const resources = resourcesOf(document).map(asPlainFacts);
  return { key: resources.map(({ key }) => key).join("\n"), resources };
});

/** What labels are in JSON. */
type Pairs = readonly (readonly [key: string, value: string])[];

/** Reading the key back copies every string, so that no slice keeps the document's text alive. */
function asPlainFacts(resource: Resource): ResourceFacts {
  const key = JSON.stringify(readFacts(resource));
  // It was written by the line above.
  const facts = JSON.parse(key) as ObjectFacts<Pairs>;
  return {
    ...facts,
    key,
    labels: asLabels(facts.labels),
    pods: facts.pods && { ...facts.pods, labels: asLabels(facts.pods.labels) },
    defaultRequests: facts.defaultRequests && asLabels(facts.defaultRequests),
    defaultLimits: facts.defaultLimits && asLabels(facts.defaultLimits),
  };
}

const noLabels: Labels = new Map();

function asLabels(pairs: Pairs): Labels {
  return pairs.length > 0 ? new Map(pairs) : noLabels;
}

function readFacts(resource: Resource): ObjectFacts<Pairs> {
  const { apiVersion, group, kind, namespace, name, labels, workload } = resource;
  return {
    apiVersion,
    group,
    kind,
    namespace,
    name,
    labels: [...labels],
    references: referencesOf(resource).map(({ node: _, keys, ...rest }) => ({ ...rest, keys: keys.map(({ text }) => text) })),
    pods: workload && podFacts(workload),
    selector: podSelectorOf(resource),
    service: serviceFacts(resource),
    scales: scalingFacts(resource),
    ...accessFacts(resource),
    ...coreFacts(resource),
    ...definitionFacts(resource),
    ...claimFacts(resource),
    ...wordFacts(resource),
  };
}

function wordFacts(resource: Resource): Partial<ObjectFacts<Pairs>> {
  const words = wordsOf(resource);
  return words.length > 0 ? { words } : {};
}

function podFacts({ podLabels, selector, replicas, isLongRunning, pod }: Workload): PodFacts<Pairs> {
  const serving = pod.containers.filter(({ role }) => role === "container" || role === "sidecar");
  return {
    labels: [...podLabels],
    selector,
    replicas,
    isLongRunning,
    serviceAccount: pod.serviceAccountName ?? "default",
    automount: pod.automount,
    ports: serving.flatMap(({ ports }) =>
      ports.map(({ name, containerPort, protocol }) => ({ name, number: containerPort, protocol })),
    ),
  };
}

function serviceFacts(resource: Resource): ServiceFacts | undefined {
  const service = serviceOf(resource);
  if (!service) return undefined;
  const { type, isHeadless, ports } = service;
  return {
    type,
    isHeadless,
    ports: ports.map(({ name, port, protocol, targetPort }) => ({ name, number: port, protocol, target: targetPort })),
  };
}

function scalingFacts(resource: Resource): ScalingFacts | undefined {
  const scaler = scalerOf(resource);
  if (!scaler) return undefined;
  const { type, group, kind, name, min, max, utilization } = scaler;
  return { type, group, kind, name, min, max, utilization };
}

function accessFacts(resource: Resource): Partial<ObjectFacts<Pairs>> {
  const role = roleOf(resource);
  if (role)
    return {
      rules: role.rules.map(({ apiGroups, resources, verbs, resourceNames }) => ({
        apiGroups: texts(apiGroups),
        resources: texts(resources),
        verbs: texts(verbs),
        resourceNames: texts(resourceNames),
      })),
    };
  const binding = bindingOf(resource);
  if (!binding) return {};
  const { roleRef, subjects } = binding;
  return {
    roleRef: roleRef && { kind: roleRef.kind, name: roleRef.name },
    subjects: subjects.map(({ kind, name, namespace }) => ({ kind, name, namespace })),
  };
}

function texts(list: readonly { readonly text: string }[]): readonly { readonly text: string }[] {
  return list.map(({ text }) => ({ text }));
}

function definitionFacts({ group, kind, node }: Resource): Partial<ObjectFacts<Pairs>> {
  return group === "apiextensions.k8s.io" && kind === "CustomResourceDefinition" ? { definition: definitionOf(node) } : {};
}

function coreFacts(resource: Resource): Partial<ObjectFacts<Pairs>> {
  if (resource.group !== "") return {};
  const { kind, node, spec } = resource;
  switch (kind) {
    case "ServiceAccount":
      return { automount: boolField(node, "automountServiceAccountToken") };
    case "ConfigMap":
      return { entries: entriesOf(resource, "data", "binaryData") };
    case "Secret":
      return { entries: entriesOf(resource, "data", "stringData") };
    case "PersistentVolumeClaim":
      return { accessModes: textItems(spec, "accessModes").map(({ text }) => text) };
    case "LimitRange":
      return containerDefaults(resource);
    default:
      return {};
  }
}

function entriesOf(resource: Resource, ...keys: readonly string[]): readonly string[] | undefined {
  if (keys.some((key) => isUnresolved(field(resource.node, key)))) return undefined;
  return keys.flatMap((key) => [...textMap(mapField(resource.node, key)).keys()]);
}

/** A default limit is the default request, too, where none is written (LimitRange admission). */
function containerDefaults({ spec }: Resource): Partial<ObjectFacts<Pairs>> {
  const item = mapItems(spec, "limits").find((limit) => textField(limit, "type") === "Container");
  const limits = textMap(mapField(item, "default"));
  return { defaultLimits: [...limits], defaultRequests: [...new Map([...limits, ...textMap(mapField(item, "defaultRequest"))])] };
}
