// Runs the rules over one document.

import { bindingOf, roleOf } from "../kube/rbac.ts";
import { ingressOf } from "../kube/ingress.ts";
import { resourcesOf, type Resource } from "../kube/resource.ts";
import { serviceOf } from "../kube/service.ts";
import type { Unit } from "../workspace/unit.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import type { Finding } from "./finding.ts";
import { reporter } from "./reporter.ts";
import type { Subject, Subjects } from "./rule.ts";
import type { ActiveRule } from "./rule-set.ts";

/** A rule that threw: the others go on, and the server logs it once. */
export interface Crash {
  readonly rule: string;
  readonly error: unknown;
}

export interface RunResult {
  readonly findings: readonly Finding[];
  readonly crashes: readonly Crash[];
}

/** All findings of `rules` in the document, in the order of its text. `unit` answers rules that look at their neighbours. */
export function runRules(
  document: YamlDocument,
  rules: ReadonlyMap<Subject, readonly ActiveRule[]>,
  unit: Unit | undefined,
): RunResult {
  const findings: Finding[] = [];
  const crashes: Crash[] = [];
  if (rules.size === 0) return { findings, crashes };

  const visit = <S extends Subject>(on: S, subject: Subjects[S], resource?: Resource, container?: string) => {
    for (const active of rules.get(on) ?? []) {
      try {
        const context = unit ? { ...active.context, unit } : active.context;
        active.rule.check(subject, reporter(findings, active, document, resource, container), context);
      } catch (error) {
        crashes.push({ rule: active.rule.id, error });
      }
    }
  };

  visit("document", document);
  for (const resource of resourcesOf(document)) {
    visit("resource", resource, resource);
    visitWorkload(resource);
    const role = rules.has("role") && roleOf(resource);
    if (role) visit("role", role, resource);
    const binding = rules.has("binding") && bindingOf(resource);
    if (binding) visit("binding", binding, resource);
    const service = rules.has("service") && serviceOf(resource);
    if (service) visit("service", service, resource);
    const ingress = rules.has("ingress") && ingressOf(resource);
    if (ingress) visit("ingress", ingress, resource);
  }
  return { findings: inOrder(findings), crashes };

  function visitWorkload(resource: Resource): void {
    const workload = resource.workload;
    if (!workload) return;
    visit("workload", workload, resource);
    visit("pod", workload.pod, resource);
    if (rules.has("container"))
      for (const container of workload.pod.containers) visit("container", container, resource, container.name);
  }
}

const rank = { error: 0, warning: 1, info: 2 };

/** By place, then severity, rule and message. What several aliases lead to is reported once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const sorted = findings.toSorted(
    (a, b) =>
      a.start - b.start || rank[a.severity] - rank[b.severity] || compare(a.rule, b.rule) || compare(a.message, b.message),
  );
  return sorted.filter(({ start, rule, message }, i) => {
    const before = sorted[i - 1];
    return before?.start !== start || before.rule !== rule || before.message !== message;
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
