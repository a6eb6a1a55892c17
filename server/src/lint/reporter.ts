// What a rule calls to report: turns a node and a message into a finding, or into silence where nothing can be known.

import { memo } from "../base/memo.ts";
import { isSops, type Resource } from "../kube/resource.ts";
import { isUnresolved } from "../kube/unresolved.ts";
import { get, isNull, resolve } from "../yaml/access.ts";
import type { YamlDocument, YamlNode } from "../yaml/tree.ts";
import { anchorOf } from "./anchor.ts";
import type { Finding } from "./finding.ts";
import type { Severity } from "../policy/rule-index.ts";
import type { Fix, Place, Report, ReportOptions } from "./rule.ts";
import type { ActiveRule } from "./rule-set.ts";

export function reporter(
  findings: Finding[],
  { rule, severity }: ActiveRule,
  document: YamlDocument,
  resource: Resource | undefined,
  container: string | undefined,
): Report {
  const add = (node: YamlNode, missing: readonly string[] | undefined, message: string, options: ReportOptions = {}) => {
    const declared = typeof rule.severity === "string" ? rule.severity : rule.severity[0];
    const span = anchorOf(document, node);
    findings.push(
      new FoundFinding(
        span.start,
        span.end,
        rule.id,
        severity ?? options.severity ?? declared,
        message,
        node,
        missing,
        resource,
        container ?? containerAt(resource, node),
        options,
      ),
    );
  };
  const report = (place: Place, message: string, options?: ReportOptions) => {
    const node = nodeOf(place);
    if (!(node.kind === "scalar" && isUnresolved(node))) add(node, undefined, message, options);
  };
  const missing = (owner: Place, path: readonly string[], message: string, options?: ReportOptions) => {
    if (isPartial(document)) return;
    let node = nodeOf(owner);
    for (const [i, step] of path.entries()) {
      if (isUnresolved(node)) return;
      const next = get(node, step);
      if (!next || (isNull(next) && i + 1 < path.length)) return add(node, path.slice(i), message, options);
      const target = resolve(next);
      if (!target || isUnresolved(target)) return;
      node = target;
    }
    add(node, [], message, options);
  };
  return Object.assign(report, { missing });
}

/** A document that another tool completes: templated keys, or values that are encrypted. */
const isPartial: (document: YamlDocument) => boolean = memo((document) => {
  if (isSops(document)) return true;
  if (!document.text.includes("{{") && !document.text.includes("${")) return false;
  return document.root !== undefined && hasUnresolvedKey(document.root);
});

function hasUnresolvedKey(node: YamlNode): boolean {
  if (node.kind === "map") return isUnresolved(node) || node.pairs.some(({ value }) => hasUnresolvedKey(value));
  return node.kind === "seq" && node.items.some(hasUnresolvedKey);
}

/** Of a rule that looks at the whole pod: the container that the node is written in. */
function containerAt(resource: Resource | undefined, { start, end }: YamlNode): string | undefined {
  return resource?.workload?.pod.containers.find(({ node }) => node.start <= start && end <= node.end && node !== resource.node)
    ?.name;
}

function nodeOf(place: Place): YamlNode {
  return "node" in place ? place.node : place;
}

const none: readonly never[] = [];

/** A class, since there are thousands of them: one shape, and fixes that are made when they are asked for. */
class FoundFinding implements Finding {
  readonly #fixes: ReportOptions["fixes"];
  readonly related: Finding["related"];
  readonly tags: Finding["tags"];
  readonly kubernetes: Finding["kubernetes"];
  readonly absent: boolean;
  readonly missing: readonly string[];

  constructor(
    readonly start: number,
    readonly end: number,
    readonly rule: string,
    readonly severity: Severity,
    readonly message: string,
    readonly node: YamlNode,
    missing: readonly string[] | undefined,
    readonly resource: Resource | undefined,
    readonly container: string | undefined,
    options: ReportOptions,
  ) {
    this.#fixes = options.fixes;
    this.related = options.related ?? none;
    this.tags = options.tags ?? none;
    this.kubernetes = options.kubernetes;
    this.absent = missing !== undefined;
    this.missing = missing ?? none;
  }

  get fixes(): readonly Fix[] {
    return (typeof this.#fixes === "function" ? this.#fixes() : this.#fixes) ?? none;
  }
}
