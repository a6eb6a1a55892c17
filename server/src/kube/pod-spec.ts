// The pod that a workload runs: its containers, volumes and pod-wide settings.

import { Container } from "./container.ts";
import { boolField, field, fieldAt, mapField, mapItems, textField } from "./read.ts";
import { Requirements } from "./requirements.ts";
import { Volume } from "./volume.ts";
import type { Workload } from "./workload.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export class PodSpec {
  #containers: readonly Container[] | undefined;
  #volumes: readonly Volume[] | undefined;
  #requirements: Requirements | undefined;

  constructor(
    readonly node: YamlMap,
    readonly workload: Workload,
  ) {}

  get securityContext(): YamlMap | undefined {
    return mapField(this.node, "securityContext");
  }

  /** In the order of the Pod Security checks: init containers and sidecars, containers, ephemeral containers. */
  get containers(): readonly Container[] {
    return (this.#containers ??= [
      ...mapItems(this.node, "initContainers").map((node) => new Container(node, isSidecar(node) ? "sidecar" : "init", this)),
      ...mapItems(this.node, "containers").map((node) => new Container(node, "container", this)),
      ...mapItems(this.node, "ephemeralContainers").map((node) => new Container(node, "ephemeral", this)),
    ]);
  }

  /** The security contexts that are written, the pod's first, and what messages call whose they are. */
  get securityContexts(): readonly { readonly securityContext: YamlMap; readonly owner: string }[] {
    const own = this.securityContext ? [{ securityContext: this.securityContext, owner: "Pod" }] : [];
    const inner = this.containers.flatMap(({ securityContext, label }) =>
      securityContext ? [{ securityContext, owner: `Container \`${label}\`` }] : [],
    );
    return [...own, ...inner];
  }

  get volumes(): readonly Volume[] {
    return (this.#volumes ??= mapItems(this.node, "volumes").map((node) => new Volume(node)));
  }

  /** Undefined where none is named: the pod then runs as `default`. The old `serviceAccount` counts where it stands alone. */
  get serviceAccountName(): string | undefined {
    return textField(this.node, "serviceAccountName") || textField(this.node, "serviceAccount") || undefined;
  }

  get serviceAccountNode(): YamlNode | undefined {
    return field(this.node, "serviceAccountName") ?? field(this.node, "serviceAccount");
  }

  /** The node, so that a rule can stand on it; `automount` is its value. */
  get automountServiceAccountToken(): YamlNode | undefined {
    return field(this.node, "automountServiceAccountToken");
  }

  /** The pod's own word; undefined leaves it to the service account, and there the default is true. */
  get automount(): boolean | undefined {
    return boolField(this.node, "automountServiceAccountToken");
  }

  get hostUsers(): boolean | undefined {
    return boolField(this.node, "hostUsers");
  }

  /** From `spec.os.name` alone; a node selector says nothing to the API. */
  get osName(): string | undefined {
    return textField(mapField(this.node, "os"), "name");
  }

  get isWindows(): boolean {
    return this.osName === "windows";
  }

  /** As written; the API's default is `Always`. */
  get restartPolicy(): string | undefined {
    return textField(this.node, "restartPolicy");
  }

  /** Of the pod as a whole (Kubernetes 1.34 and later). */
  get resources(): Requirements {
    return (this.#requirements ??= new Requirements(mapField(this.node, "resources")));
  }

  /** Any other field; null reads as absent. */
  field(...path: readonly string[]): YamlNode | undefined {
    return fieldAt(this.node, path);
  }
}

function isSidecar(node: YamlMap): boolean {
  return textField(node, "restartPolicy") === "Always";
}
