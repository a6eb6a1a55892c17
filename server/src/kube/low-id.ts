// Users and groups of containers whose numbers may belong to somebody on the node.

import { field, intOf } from "./read.ts";
import { setInherited, setOwn } from "./security-context.ts";
import { isUnresolved } from "./unresolved.ts";
import type { Container } from "./container.ts";
import type { YamlEdit } from "../yaml/edit.ts";
import type { YamlNode } from "../yaml/tree.ts";

type IdKey = "runAsUser" | "runAsGroup";

/** Undefined where the number in force is high enough or can't be known; `node` is undefined where none is written. */
export function lowIdOf(container: Container, key: IdKey, minimum: number): { readonly node: YamlNode | undefined } | undefined {
  const { pod } = container;
  // In a user namespace of its own the number is another one on the node; Windows has names instead.
  if (pod.isWindows || pod.hostUsers === false || isUnresolved(pod.field("securityContext"))) return undefined;
  const node = container.effective(key);
  const id = intOf(node);
  return node && (id === undefined || id >= minimum) ? undefined : { node };
}

/** Where the low number stands, or at the pod where there is none. */
export function raiseId(container: Container, key: IdKey, id: number): readonly YamlEdit[] {
  return (field(container.securityContext, key) ? setOwn : setInherited)(container, [key], id);
}
