// Whether a file can matter at all; asked before anything is parsed, since most YAML and JSON does not.

import { basename } from "../base/path.ts";
import { kustomizationNames } from "./kustomization.ts";
import { policyNames } from "./policies.ts";

/** A policy, a chart or a kustomization by its name; else a text that may hold an object of Kubernetes. */
export function mayMatter(path: string, text: string): boolean {
  const name = basename(path);
  if (name === "Chart.yaml" || policyNames.includes(name) || kustomizationNames.includes(name)) return true;
  return text.includes("apiVersion") && text.includes("kind");
}
