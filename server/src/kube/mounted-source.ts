// Secrets, ConfigMaps and claims that a pod mounts, by where their names are written.

import { field, mapField, mapItems, textField } from "./read.ts";
import type { PodSpec } from "./pod-spec.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

export interface MountedSource {
  readonly name: string;
  readonly nameNode: YamlNode;
  /** The first container that mounts it; undefined where none does. */
  readonly container: string | undefined;
}

export type SourceKind = "Secret" | "ConfigMap" | "PersistentVolumeClaim";

/** Of the pod's volumes, sources of projected ones included. */
export function sourcesOf(pod: PodSpec, kind: SourceKind): readonly MountedSource[] {
  return pod.volumes.flatMap((volume) => {
    const user = pod.containers.find(({ volumeMounts, volumeDevices }) =>
      [...volumeMounts, ...volumeDevices].some(({ name }) => name !== undefined && name === volume.name),
    );
    const owners = [volume.node, ...mapItems(mapField(volume.node, "projected"), "sources")];
    return owners.flatMap((owner) => {
      const found = nameIn(owner, kind);
      return found ? { ...found, container: user?.label } : [];
    });
  });
}

function nameIn(owner: YamlMap, kind: SourceKind): { readonly name: string; readonly nameNode: YamlNode } | undefined {
  const { key, names } = places[kind];
  const source = mapField(owner, key);
  for (const at of names) {
    const nameNode = field(source, at);
    const name = textField(source, at);
    if (nameNode && name) return { name, nameNode };
  }
  return undefined;
}

/** A projected Secret is named by `name`. */
const places: Readonly<Record<SourceKind, { readonly key: string; readonly names: readonly string[] }>> = {
  Secret: { key: "secret", names: ["secretName", "name"] },
  ConfigMap: { key: "configMap", names: ["name"] },
  PersistentVolumeClaim: { key: "persistentVolumeClaim", names: ["claimName"] },
};
