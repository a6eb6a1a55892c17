// The cluster that Helm pretends to have when it only renders.

import { List, literal, noTrace } from "../template/value.ts";
import type { Method, NamedType, Struct, Traced } from "../template/value.ts";

/** A Kubernetes version as `.Capabilities.KubeVersion` has it. */
export interface KubeVersion {
  /** With a `v`, otherwise as given. */
  readonly version: string;
  /** Without what follows the patch number: what constraints are checked against. */
  readonly normalized: string;
  readonly major: string;
  readonly minor: string;
}

/** The default of Helm v4.3.1. */
export const defaultKubeVersion: KubeVersion = { version: "v1.37.0", normalized: "v1.37.0", major: "1", minor: "37" };

/** Reads `--kube-version`, at least major and minor; where Helm refuses it, its text. */
export function parseKubeVersion(text: string): KubeVersion | string {
  const refused = (reason: string) => `invalid kube version '${text}': ${reason}`;
  const numbers = /^\s*v?([0-9]+(?:\.[0-9]+)*)[^\n]*$/.exec(text)?.[1]?.split(".");
  if (!numbers) return refused(`could not parse ${JSON.stringify(text)} as version`);
  const [first = "", second] = numbers;
  if (second === undefined) return refused(`illegal version string ${JSON.stringify(text)}`);
  if (first.length > 1 && first.startsWith("0"))
    return refused(`illegal zero-prefixed version component ${JSON.stringify(first)} in ${JSON.stringify(text)}`);
  const parts = numbers.map((number) => String(BigInt(number)));
  return {
    version: text.startsWith("v") ? text : `v${text}`,
    normalized: `v${parts.join(".")}`,
    major: first,
    minor: parts[1] ?? "",
  };
}

/** `.Capabilities`. `more` are API versions beside those that Helm knows. */
export function capabilities(kube: KubeVersion, more: readonly string[]): Traced {
  const versions = [...apiVersions, ...more];
  const set = new List(versions.map(literal), "string", versionSet(new Set(versions)));
  return literal<Struct>({
    struct: "*common.Capabilities",
    fields: new Map<string, Traced>([
      ["KubeVersion", literal(kubeVersionStruct(kube))],
      ["APIVersions", literal(set)],
      ["HelmVersion", literal(helmVersion)],
    ]),
    methods: new Map(),
  });
}

function kubeVersionStruct({ version, normalized, major, minor }: KubeVersion): Struct {
  return {
    struct: "common.KubeVersion",
    fields: new Map([
      ["Version", literal(version)],
      ["Major", literal(major)],
      ["Minor", literal(minor)],
    ]),
    methods: new Map([
      ["GitVersion", getter(version)],
      ["String", getter(normalized)],
    ]),
    text: () => normalized,
  };
}

function versionSet(versions: ReadonlySet<string>): NamedType {
  const has: Method = {
    arity: [1, 1],
    params: ["string"],
    call: ([wanted]) => ({
      value: typeof wanted?.value === "string" && versions.has(wanted.value),
      trace: wanted?.trace ?? noTrace,
    }),
  };
  return { name: "common.VersionSet", methods: new Map([["Has", has]]) };
}

/** As `helm version` of v4.3.1 says it. */
const build = {
  Version: ["version", "v4.3"],
  GitCommit: ["git_commit", ""],
  GitTreeState: ["git_tree_state", ""],
  GoVersion: ["go_version", "go1.26.8"],
  KubeClientVersion: ["kube_client_version", "v1.37"],
} as const;

const helmVersion: Struct = {
  struct: "version.BuildInfo",
  fields: new Map(Object.entries(build).map(([name, [, value]]) => [name, literal(value)])),
  methods: new Map(),
  json: () => JSON.stringify(Object.fromEntries(Object.values(build).filter(([, value]) => value !== ""))),
};

function getter(value: string): Method {
  return { arity: [0, 0], call: () => literal(value) };
}

/** What Helm v4.3.1 knows without a cluster, in its order. */
const apiVersions: readonly string[] = [
  "v1",
  "admissionregistration.k8s.io/v1",
  "admissionregistration.k8s.io/v1alpha1",
  "admissionregistration.k8s.io/v1beta1",
  "internal.apiserver.k8s.io/v1alpha1",
  "apps/v1",
  "apps/v1beta1",
  "apps/v1beta2",
  "authentication.k8s.io/v1",
  "authentication.k8s.io/v1alpha1",
  "authentication.k8s.io/v1beta1",
  "authorization.k8s.io/v1",
  "authorization.k8s.io/v1beta1",
  "autoscaling/v1",
  "autoscaling/v2",
  "batch/v1",
  "batch/v1beta1",
  "certificates.k8s.io/v1",
  "certificates.k8s.io/v1beta1",
  "certificates.k8s.io/v1alpha1",
  "coordination.k8s.io/v1alpha2",
  "coordination.k8s.io/v1beta1",
  "coordination.k8s.io/v1",
  "discovery.k8s.io/v1",
  "discovery.k8s.io/v1beta1",
  "events.k8s.io/v1",
  "events.k8s.io/v1beta1",
  "extensions/v1beta1",
  "flowcontrol.apiserver.k8s.io/v1",
  "flowcontrol.apiserver.k8s.io/v1beta1",
  "flowcontrol.apiserver.k8s.io/v1beta2",
  "flowcontrol.apiserver.k8s.io/v1beta3",
  "lifecycle.k8s.io/v1alpha1",
  "networking.k8s.io/v1",
  "networking.k8s.io/v1beta1",
  "node.k8s.io/v1",
  "node.k8s.io/v1alpha1",
  "node.k8s.io/v1beta1",
  "policy/v1",
  "policy/v1beta1",
  "rbac.authorization.k8s.io/v1",
  "rbac.authorization.k8s.io/v1beta1",
  "rbac.authorization.k8s.io/v1alpha1",
  "resource.k8s.io/v1",
  "resource.k8s.io/v1beta2",
  "resource.k8s.io/v1beta1",
  "resource.k8s.io/v1alpha3",
  "scheduling.k8s.io/v1alpha3",
  "scheduling.k8s.io/v1beta1",
  "scheduling.k8s.io/v1",
  "storage.k8s.io/v1beta1",
  "storage.k8s.io/v1",
  "storage.k8s.io/v1alpha1",
  "storagemigration.k8s.io/v1",
  "storagemigration.k8s.io/v1beta1",
  "apiextensions.k8s.io/v1beta1",
  "apiextensions.k8s.io/v1",
];
