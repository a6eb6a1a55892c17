// What runs pods: Kubernetes' own controllers and well-known others with a pod template.

import { PodSpec } from "./pod-spec.ts";
import { asMap } from "../yaml/access.ts";
import { field, fieldAt, intOf, mapField, textMap } from "./read.ts";
import { labelSelector, mapSelector, type Labels, type Selector } from "./selector.ts";
import type { Resource } from "./resource.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export class Workload {
  readonly pod: PodSpec;
  readonly #shape: Shape;
  #podLabels: Labels | undefined;
  #podAnnotations: Labels | undefined;
  #selector: Selector | undefined | null = null;

  constructor(
    readonly resource: Resource,
    /** What holds the pod's `metadata` and `spec`: the pod template, or a Pod itself. */
    readonly podOwner: YamlMap,
    podSpec: YamlMap,
    shape: Shape,
  ) {
    this.#shape = shape;
    this.pod = new PodSpec(podSpec, this);
  }

  get kind(): string {
    return this.resource.kind;
  }

  /** Undefined for a Pod. */
  get template(): YamlMap | undefined {
    return this.podOwner === this.resource.node ? undefined : this.podOwner;
  }

  get podMetadata(): YamlMap | undefined {
    return mapField(this.podOwner, "metadata");
  }

  get podLabels(): Labels {
    return (this.#podLabels ??= textMap(mapField(this.podMetadata, "labels")));
  }

  get podAnnotations(): Labels {
    return (this.#podAnnotations ??= textMap(mapField(this.podMetadata, "annotations")));
  }

  /** How many pods are asked for, the API's default filled in; undefined for kinds without `replicas` and where it is no number. */
  get replicas(): number | undefined {
    const node = this.replicasNode;
    return node ? intOf(node) : this.#shape.replicas === "one" ? 1 : undefined;
  }

  get replicasNode(): YamlNode | undefined {
    return this.#shape.replicas ? field(this.resource.spec, "replicas") : undefined;
  }

  /** Undefined where the kind has none or it is not written. */
  get selector(): Selector | undefined {
    if (this.#selector === null) this.#selector = this.#readSelector();
    return this.#selector;
  }

  get selectorNode(): YamlNode | undefined {
    return this.#shape.selector && field(this.resource.spec, "selector");
  }

  /** Meant to run for good: no Job or CronJob, no Pod that is not restarted always, no hook of Helm or Argo CD. */
  get isLongRunning(): boolean {
    const { kind, annotations } = this.resource;
    if (kind === "Job" || kind === "CronJob") return false;
    if (kind === "Pod" && (this.pod.restartPolicy ?? "Always") !== "Always") return false;
    return !annotations.has("helm.sh/hook") && !annotations.has("argocd.argoproj.io/hook");
  }

  #readSelector(): Selector | undefined {
    const read = this.#shape.selector === "pairs" ? mapSelector : labelSelector;
    return this.#shape.selector && read(mapField(this.resource.spec, "selector"));
  }
}

/** Where a kind keeps its pod, and what else it has. */
interface Shape {
  /** From the object to what holds the pod's `metadata` and `spec`. */
  readonly template: readonly string[];
  /** `one`: the API fills 1 in where it is absent. */
  readonly replicas?: "one" | "written";
  readonly selector?: "labels" | "pairs";
}

/** Undefined for other kinds, and where the pod spec is not a map (an Argo Rollout with `workloadRef`, a patch). */
export function workloadOf(resource: Resource): Workload | undefined {
  const shape = shapes.get(resource.group)?.get(resource.kind);
  const owner = shape && asMap(fieldAt(resource.node, shape.template));
  const spec = mapField(owner, "spec");
  return owner && spec && new Workload(resource, owner, spec, shape);
}

const itself: Shape = { template: [] };
const template = ["spec", "template"];
const scaled: Shape = { template, replicas: "one", selector: "labels" };
const daemon: Shape = { template, selector: "labels" };
const revisions: Shape = { template };

/** By API group and kind; the version makes no difference to where the pod is. */
const shapes: ReadonlyMap<string, ReadonlyMap<string, Shape>> = new Map([
  [
    "",
    new Map<string, Shape>([
      ["Pod", itself],
      ["PodTemplate", { template: ["template"] }],
      ["ReplicationController", { template, replicas: "one", selector: "pairs" }],
    ]),
  ],
  [
    "apps",
    new Map([
      ["Deployment", scaled],
      ["ReplicaSet", scaled],
      ["StatefulSet", scaled],
      ["DaemonSet", daemon],
    ]),
  ],
  [
    "extensions",
    new Map([
      ["Deployment", scaled],
      ["ReplicaSet", scaled],
      ["DaemonSet", daemon],
    ]),
  ],
  [
    "batch",
    new Map<string, Shape>([
      ["Job", { template, selector: "labels" }],
      ["CronJob", { template: ["spec", "jobTemplate", "spec", "template"] }],
    ]),
  ],
  ["argoproj.io", new Map([["Rollout", scaled]])],
  [
    "serving.knative.dev",
    new Map([
      ["Service", revisions],
      ["Configuration", revisions],
      ["Revision", itself],
    ]),
  ],
  ["apps.openshift.io", new Map<string, Shape>([["DeploymentConfig", { template, replicas: "written", selector: "pairs" }]])],
]);
