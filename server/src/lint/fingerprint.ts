// Names a finding by what it is about, so that it is known again after the file has changed around it.

import { sha256 } from "../base/sha256.ts";
import { asScalar, get, keyText } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { Finding } from "./finding.ts";

/**
 * Twenty hex digits for each of a file's findings (all of them, silenced or not, in the order of its text). `file` is relative
 * to the root. In it are rule, file, group, kind, namespace, name, key path and the n-th of equal ones; not in it are line,
 * message, severity and API version, nor the name of the release that a chart was rendered as.
 */
export function fingerprintsOf(findings: readonly Finding[], file: string, release?: string): readonly string[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, resource } = finding;
    const parts = [rule, file, resource?.group, resource?.kind, resource?.namespace, resource?.name, ...keyPath(finding)];
    const identity = JSON.stringify(parts.map((part) => withoutRelease(part ?? "", release)));
    const nth = counts.get(identity) ?? 0;
    counts.set(identity, nth + 1);
    return sha256(`${identity}${nth}`).slice(0, LENGTH);
  });
}

function withoutRelease(text: string, release: string | undefined): string {
  return release === undefined ? text : text.replaceAll(release, "{release}");
}

/** The keys from the resource (else the document's root) to what is wrong or missing; items of lists by name, not by index. */
export function keyPath({ node, missing, resource }: Finding): readonly string[] {
  const path: string[] = [];
  for (let at: YamlNode = node; at !== resource?.node && at.parent;) {
    const { parent }: YamlNode = at;
    if ("colon" in parent) {
      path.push(keyText(parent) ?? "");
      at = parent.parent;
    } else {
      path.push(itemName(at));
      at = parent;
    }
  }
  return [...path.reverse(), ...missing];
}

const LENGTH = 20;

/** What tells the items of a list apart, most telling first: the merge keys of the Kubernetes API, and what comes near. */
const mergeKeys = ["name", "containerPort", "port", "mountPath", "devicePath", "ip", "uid", "topologyKey", "key", "host", "path"];

function itemName(item: YamlNode): string {
  const scalar = asScalar(item);
  if (scalar) return scalar.value;
  for (const key of mergeKeys) {
    const value = asScalar(get(item, key))?.value;
    if (value) return `${key}=${value}`;
  }
  return "";
}
