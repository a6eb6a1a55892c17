// Paths of the node that a resource uses: in the volumes of its pods, or as a PersistentVolume.

import { hostPathOf, type HostPath } from "./volume.ts";
import type { Resource } from "./resource.ts";

export interface UsedHostPath {
  readonly hostPath: HostPath;
  /** What messages call the volume. */
  readonly label: string;
}

export function hostPathsOf({ workload, group, kind, label, spec }: Resource): readonly UsedHostPath[] {
  const used = (workload?.pod.volumes ?? []).flatMap(({ hostPath, name }) =>
    hostPath ? { hostPath, label: `Volume \`${name || "?"}\`` } : [],
  );
  const hostPath = group === "" && kind === "PersistentVolume" ? hostPathOf(spec) : undefined;
  return hostPath ? [...used, { hostPath, label }] : used;
}

/** Whether a normalized path is `folder` or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}
