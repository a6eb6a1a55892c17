// Whether a `securityContext` takes any right away, and by which means.

import { boolOf } from "../yaml/access.ts";
import { appArmorAnnotations, isConfinedAnnotation } from "./apparmor.ts";
import { capabilitiesOf, capabilityName, confinedProfileTypes } from "./pod-security.ts";
import { field, intOf, scalarText, textItems } from "./read.ts";
import { hasHole, isUnresolved } from "./unresolved.ts";
import type { Container } from "./container.ts";
import type { YamlMap, YamlNode } from "../yaml/tree.ts";

/** A context that is absent, empty, or only gives rights does not. What another tool fills in counts as taking them. */
export function hardens(securityContext: YamlMap | undefined): boolean {
  if (isUnresolved(securityContext)) return true;
  return [...tests].some(([key, test]) => {
    const value = field(securityContext, key);
    return value !== undefined && (isUnresolved(value) || test(value));
  });
}

/** Whether a `seccompProfile` or an `appArmorProfile` filters anything, as far as can be told. */
export function confines(profile: YamlNode | undefined): boolean {
  const type = scalarText(field(profile, "type"));
  return type !== undefined && (confinedProfileTypes.has(type) || hasHole(type));
}

/** Whether a container is held by more than its user: AppArmor, seccomp, an SELinux level, or capabilities that it lacks. */
export function isHardened(container: Container): boolean {
  return (
    confines(container.effective("appArmorProfile")) ||
    confines(container.effective("seccompProfile")) ||
    hasLevel(container.effective("seLinuxOptions")) ||
    hasConfinedAnnotation(container) ||
    (capabilitiesOf(container, "drop").length > 0 &&
      !capabilitiesOf(container, "add").some(({ text }) => capabilityName(text) === "ALL"))
  );
}

/** A type, a user or a role is the node's business, and Pod Security's baseline forbids most of them. */
export function hasLevel(seLinuxOptions: YamlNode | undefined): boolean {
  return isUnresolved(seLinuxOptions) || scalarText(field(seLinuxOptions, "level")) !== undefined;
}

export function hasConfinedAnnotation({ pod, name }: Container): boolean {
  return appArmorAnnotations(pod).some(
    (annotation) => annotation.container === name && annotation.value !== "" && isConfinedAnnotation(annotation),
  );
}

const isTrue = (node: YamlNode) => boolOf(node) === true;
const isFalse = (node: YamlNode) => boolOf(node) === false;
const isNotRoot = (node: YamlNode) => intOf(node) !== 0;

/** What takes rights away, by key; of the pod's context and of containers'. */
const tests: ReadonlyMap<string, (value: YamlNode) => boolean> = new Map([
  ["allowPrivilegeEscalation", isFalse],
  ["appArmorProfile", confines],
  ["capabilities", (node) => textItems(node, "drop").length > 0],
  ["fsGroup", isNotRoot],
  ["privileged", isFalse],
  ["readOnlyRootFilesystem", isTrue],
  ["runAsGroup", isNotRoot],
  ["runAsNonRoot", isTrue],
  ["runAsUser", isNotRoot],
  ["seLinuxOptions", hasLevel],
  ["seccompProfile", confines],
  ["windowsOptions", (node) => field(node, "runAsUserName") !== undefined],
]);
