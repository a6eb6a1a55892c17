// One container of a pod, whatever its role.

import { isUnresolved } from "./unresolved.ts";
import { containerPorts, type ContainerPort } from "./container-port.ts";
import { envSourcesOf, envVars, type EnvSource, type EnvVar } from "./env.ts";
import { Probe, type Hook } from "./probe.ts";
import { parseImage, type Image } from "./image.ts";
import { field, fieldAt, mapField, mapItems, textField, textItems, type Text } from "./read.ts";
import { Requirements } from "./requirements.ts";
import { volumeMounts, type VolumeMount } from "./volume.ts";
import type { PodSpec } from "./pod-spec.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

/** A sidecar is an init container with `restartPolicy: Always`: it runs for as long as the pod does. */
export type ContainerRole = "container" | "init" | "sidecar" | "ephemeral";

/** Fields of `securityContext` that a container inherits from its pod. */
export type InheritedKey =
  | "runAsUser"
  | "runAsGroup"
  | "runAsNonRoot"
  | "seLinuxOptions"
  | "seccompProfile"
  | "appArmorProfile"
  | "windowsOptions";
/** Fields that only a container has. */
export type OwnKey = "privileged" | "allowPrivilegeEscalation" | "capabilities" | "readOnlyRootFilesystem" | "procMount";

const inherited: ReadonlySet<string> = new Set<InheritedKey>([
  "runAsUser",
  "runAsGroup",
  "runAsNonRoot",
  "seLinuxOptions",
  "seccompProfile",
  "appArmorProfile",
  "windowsOptions",
]);

export class Container {
  /** Null, here as in the other views: not asked for yet. */
  #image: Image | undefined | null = null;
  #ports: readonly ContainerPort[] | undefined;
  #env: readonly EnvVar[] | undefined;
  #envFrom: readonly EnvSource[] | undefined;
  #volumeMounts: readonly VolumeMount[] | undefined;
  #requirements: Requirements | undefined;
  #probes: Probes | undefined;

  constructor(
    readonly node: YamlMap,
    readonly role: ContainerRole,
    readonly pod: PodSpec,
  ) {}

  get name(): string | undefined {
    return textField(this.node, "name");
  }

  get nameNode(): YamlNode | undefined {
    return field(this.node, "name");
  }

  /** What messages call it: its name, or `?` where it has none yet. */
  get label(): string {
    return this.name || "?";
  }

  /** What it runs; undefined where that is absent, not resolved yet, or no image reference. */
  get image(): Image | undefined {
    if (this.#image === null) this.#image = imageAt(this.imageNode);
    return this.#image;
  }

  get imageNode(): YamlNode | undefined {
    return field(this.node, "image");
  }

  get securityContext(): YamlMap | undefined {
    return mapField(this.node, "securityContext");
  }

  /** What is in force: the container's own value, or the pod's for fields that are inherited. A whole object replaces a whole object. */
  effective(key: InheritedKey | OwnKey): YamlNode | undefined {
    const own = field(this.securityContext, key);
    return own ?? (inherited.has(key) ? field(this.pod.securityContext, key) : undefined);
  }

  get ports(): readonly ContainerPort[] {
    return (this.#ports ??= containerPorts(this.node));
  }

  get env(): readonly EnvVar[] {
    return (this.#env ??= envVars(this.node));
  }

  get envFrom(): readonly EnvSource[] {
    return (this.#envFrom ??= envSourcesOf(this.node));
  }

  get volumeMounts(): readonly VolumeMount[] {
    return (this.#volumeMounts ??= volumeMounts(this.node));
  }

  /** The names of the raw block volumes that it uses. */
  get volumeDevices(): readonly { readonly node: YamlMap; readonly name: string | undefined }[] {
    return mapItems(this.node, "volumeDevices").map((node) => ({ node, name: textField(node, "name") }));
  }

  get resources(): Requirements {
    return (this.#requirements ??= new Requirements(mapField(this.node, "resources")));
  }

  get liveness(): Probe | undefined {
    return this.#allProbes.liveness;
  }

  get readiness(): Probe | undefined {
    return this.#allProbes.readiness;
  }

  get startup(): Probe | undefined {
    return this.#allProbes.startup;
  }

  get postStart(): Hook | undefined {
    return this.#allProbes.postStart;
  }

  get preStop(): Hook | undefined {
    return this.#allProbes.preStop;
  }

  get command(): readonly Text[] {
    return textItems(this.node, "command");
  }

  get args(): readonly Text[] {
    return textItems(this.node, "args");
  }

  /** Any other field; null reads as absent. */
  field(...path: readonly string[]): YamlNode | undefined {
    return fieldAt(this.node, path);
  }

  get #allProbes(): Probes {
    return (this.#probes ??= probesOf(this.node));
  }
}

interface Probes {
  readonly liveness: Probe | undefined;
  readonly readiness: Probe | undefined;
  readonly startup: Probe | undefined;
  readonly postStart: Hook | undefined;
  readonly preStop: Hook | undefined;
}

function probesOf(container: YamlMap): Probes {
  const lifecycle = mapField(container, "lifecycle");
  return {
    liveness: probeAt(container, "livenessProbe"),
    readiness: probeAt(container, "readinessProbe"),
    startup: probeAt(container, "startupProbe"),
    postStart: probeAt(lifecycle, "postStart"),
    preStop: probeAt(lifecycle, "preStop"),
  };
}

function probeAt(owner: YamlMap | undefined, key: string): Probe | undefined {
  const node = mapField(owner, key);
  return node && new Probe(node);
}

function imageAt(node: YamlNode | undefined): Image | undefined {
  if (node?.kind !== "scalar" || isUnresolved(node)) return undefined;
  const reference = parseImage(node.value);
  return reference && { ...reference, node };
}
