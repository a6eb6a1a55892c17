// Flags probes and hooks that do nothing, or two things at once.

import { field } from "../../kube/read.ts";
import { defineRule, type Fix } from "../../lint/rule.ts";
import { asMap, getPair } from "../../yaml/access.ts";
import type { YamlMap } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "probe-handler-invalid",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Probe or hook has no handler, or several",
  sources: ["gatekeeper:K8sRequiredProbes"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["confirm"],
  fields: ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"],
  on: "container",
  check(container, report) {
    for (const [path, noun, handlers] of subjects) {
      const node = asMap(container.field(...path));
      if (!node) continue;
      const written = handlers.filter((key) => field(node, key));
      const message = `The ${noun} of container \`${container.label}\` has`;
      if (written.length === 0) report.missing(node, ["httpGet"], `${message} no handler`);
      else if (written.length > 1)
        report(node, `${message} ${written.length} handlers: ${written.map((key) => `\`${key}\``).join(", ")}`, {
          fixes: () => written.flatMap((key) => keep(node, key, written)),
        });
    }
  },
});

const probe = ["exec", "httpGet", "tcpSocket", "grpc"];
const hook = ["exec", "httpGet", "tcpSocket", "sleep"];
const subjects: readonly (readonly [path: readonly string[], noun: string, handlers: readonly string[]])[] = [
  [["livenessProbe"], "liveness probe", probe],
  [["readinessProbe"], "readiness probe", probe],
  [["startupProbe"], "startup probe", probe],
  [["lifecycle", "postStart"], "`postStart` hook", hook],
  [["lifecycle", "preStop"], "`preStop` hook", hook],
];

/** Takes the others out, where they are written here and not merged in. */
function keep(node: YamlMap, key: string, written: readonly string[]): readonly Fix[] {
  const others = written.filter((other) => other !== key).map((other) => getPair(node, other));
  const edits = others.flatMap((pair) => (pair?.parent === node ? [{ op: "remove" as const, target: pair }] : []));
  return edits.length === others.length ? [{ title: `Keep \`${key}\``, safety: "confirm", edits }] : [];
}
