// Flags environment variables with a password, key or token written into them.

import { compilePattern, type Matcher } from "../../base/regex.ts";
import { memo } from "../../base/memo.ts";
import { isCredential } from "../../kube/credential.ts";
import { hasHole } from "../../kube/unresolved.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { getPair } from "../../yaml/access.ts";
import { Hole } from "../../yaml/edit.ts";
import { appendDocument, removeKey, set } from "../../yaml/make-edit.ts";
import type { Container } from "../../kube/container.ts";
import type { EnvVar } from "../../kube/env.ts";
import type { PodSpec } from "../../kube/pod-spec.ts";

export const rule = defineRule({
  id: "secret-in-env-literal",
  category: "secrets",
  severity: "error",
  since: "0.1.0",
  summary: "Secret in plain text in an environment variable",
  sources: ["polaris:sensitiveContainerEnvVar", "kube-linter:env-var-secret", "kubescape:C-0012", "kubescape:C-0259"],
  standards: ["MITRE-Credential-access", "NSA"],
  presets: ["recommended", "strict"],
  fixes: ["template"],
  fields: ["env.value"],
  options: {
    names: {
      type: "strings",
      default: [],
      doc: "Patterns (RE2) of further variable names that hold a secret, such as `_pin$`; case does not count.",
    },
    values: {
      type: "strings",
      default: [],
      doc: "Patterns (RE2) of further values that are a secret, such as `^acme-[0-9a-f]{32}$`.",
    },
    ignore: {
      type: "strings",
      default: [],
      doc: "Patterns (RE2) of variable names that hold no secret, whatever their value; case does not count.",
    },
  },
  on: "container",
  check(container, report, { options }) {
    for (const variable of container.env) {
      const { name = "", value, valueNode, valueFrom } = variable;
      if (!value || !valueNode || valueFrom || some(anyCase(options.ignore), name)) continue;
      if (isCredential(name, value) || some(anyCase(options.names), name) || some(exact(options.values), value))
        report(valueNode, `Variable \`${name || "?"}\` of container \`${container.label}\` holds a secret in plain text`, {
          fixes: () => moveToSecret(container, variable),
        });
    }
  },
});

/** What cannot be compiled matches nothing. */
const compile = (ignoreCase: boolean) =>
  memo((patterns: readonly string[]): readonly Matcher[] =>
    patterns.map((pattern) => compilePattern(pattern, { ignoreCase })).filter((compiled) => "test" in compiled),
  );
const anyCase = compile(true);
const exact = compile(false);

function some(matchers: readonly Matcher[], text: string): boolean {
  return matchers.some((matcher) => matcher.test(text));
}

/** The Secret gets a placeholder: the value that stood here is known to everyone who can read the file. */
function moveToSecret({ label, pod }: Container, variable: EnvVar): readonly Fix[] {
  const { document, namespace } = pod.workload.resource;
  const { node, name: key = "" } = variable;
  const name = secretName(label, pod, variable);
  const isJson = document.root?.kind === "map" && document.root.flow;
  if (name === undefined || isJson || getPair(node, "value")?.parent !== node) return [];
  const reference = set(node, ["valueFrom", "secretKeyRef"], { name, key });
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    stringData: { [key]: new Hole("change-me") },
  };
  const edits = [...removeKey(node, "value"), reference];
  return [
    {
      title: "Move the value to a Secret",
      safety: "template",
      edits: refersTo(pod, name) ? edits : [...edits, appendDocument(document, secret)],
    },
  ];
}

/** One Secret for each variable of a workload; containers with different values for it get their own. Undefined where it has no valid name. */
function secretName(container: string, pod: PodSpec, { name: key = "", value }: EnvVar): string | undefined {
  const workload = pod.workload.resource.name;
  if (workload === undefined || hasHole(workload) || !/^[-._A-Za-z0-9]+$/.test(key)) return undefined;
  const namesakes = pod.containers.flatMap(({ env }) => env.filter((other) => other.name === key && other.value !== undefined));
  const isShared = namesakes.every((other) => other.value === value);
  const name = [workload, ...(isShared ? [] : [container]), key].join("-").toLowerCase().replaceAll("_", "-");
  return name.length <= 253 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name) ? name : undefined;
}

function refersTo(pod: PodSpec, secret: string): boolean {
  return pod.containers.some(({ env }) =>
    env.some(({ valueFrom }) => valueFrom?.kind === "secretKeyRef" && valueFrom.name === secret),
  );
}
