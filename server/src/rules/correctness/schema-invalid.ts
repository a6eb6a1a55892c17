// Flags what the API server's own schema for the kind does not allow.

import { memo } from "../../base/memo.ts";
import { DEFINITION, definedKinds } from "../../kube/defined-kinds.ts";
import { minorOf } from "../../kube/lifecycle.ts";
import { isSops, type Resource } from "../../kube/resource.ts";
import { hasHole, isUnresolved } from "../../kube/unresolved.ts";
import { defineRule, type Fix, type Report, type ReportOptions } from "../../lint/rule.ts";
import { isBuiltIn } from "../../schema/built-in.ts";
import type { Catalogue, Kind } from "../../schema/schema.ts";
import { validate } from "../../schema/validate.ts";
import type { SchemaProblem } from "../../schema/validate-problem.ts";
import { getPair } from "../../yaml/access.ts";
import type { YamlDocument, YamlNode } from "../../yaml/tree.ts";

export const rule = defineRule({
  id: "schema-invalid",
  category: "correctness",
  severity: "error",
  since: "0.2.0",
  summary: "Object does not fit the schema of its kind",
  sources: ["kube-linter:schema-validation"],
  standards: [],
  presets: ["recommended", "strict"],
  fixes: ["safe"],
  on: "resource",
  // Only custom resources may have their schema in a neighbour.
  neighbours: "sometimes",
  check(resource, report, { kubernetes, schemas, unit }) {
    if (isBuiltIn(resource.group) !== (unit === undefined) || isTemplate(resource.document)) return;
    const known = unit ? [definedKinds(unit.find({ kind: DEFINITION }), schemas), schemas] : [schemas];
    const kind = kindOf(resource, known);
    if (!kind) return;
    const minors = minorsOf(kubernetes);
    for (const problem of validate(resource.node, kind, minors)) {
      if (!isDue(problem, resource)) continue;
      const options: ReportOptions = {
        fixes: () => fixesOf(problem),
        ...(problem.minors.length < minors.length && { kubernetes: problem.minors.map((minor) => `1.${minor}`) }),
      };
      say(report, problem, options);
    }
  },
});

const minorsOf = memo((kubernetes: readonly string[]) => kubernetes.flatMap((minor) => minorOf(minor) ?? []));

/** A document with lines for a template engine is no YAML yet: what belongs where is anybody's guess. */
function isTemplate({ text, problems }: YamlDocument): boolean {
  return problems.length > 0 && (text.includes("{{") || text.includes("{%"));
}

function kindOf({ group, version, kind }: Resource, catalogues: readonly Catalogue[]): Kind | undefined {
  for (const catalogue of catalogues) {
    const found = catalogue.find(group, version, kind);
    if (found) return found;
  }
  return undefined;
}

function say(report: Report, problem: SchemaProblem, options: ReportOptions): void {
  const { node, message, absent } = problem;
  if (absent) report.missing(node, absent, message, options);
  else report(node, message, options);
}

/** What another tool fills in, decrypts or has not been typed to its end can't be judged. */
function isDue(problem: SchemaProblem, resource: Resource): boolean {
  const { node, code, pair } = problem;
  if (isUnresolved(node)) return false;
  if (isSops(resource.document) && (code !== "field" || (pair?.parent === resource.document.root && isKey(node, "sops"))))
    return false;
  return code !== "type" || !isHalfTyped(problem, resource.document.text);
}

function isKey(node: YamlNode, key: string): boolean {
  return node.kind === "scalar" && node.value === key;
}

/** A word alone where an object is to be: the beginning of its first key. A text on the key's own line is no such thing. */
function isHalfTyped({ node, expected }: SchemaProblem, text: string): boolean {
  if (node.kind !== "scalar" || node.style !== "plain" || !/^[\w./-]+$/.test(node.value) || hasHole(node.value)) return false;
  if (expected?.type !== "object" && expected?.type !== "map") return false;
  const { parent } = node;
  if (parent && "colon" in parent && !/[\r\n]/.test(text.slice(parent.colon, node.start))) return false;
  if (expected.type === "map") return parent !== undefined && "colon" in parent;
  return [...(expected.fields?.keys() ?? [])].some((name) => name.startsWith(node.value));
}

function fixesOf({ code, pair, near }: SchemaProblem): readonly Fix[] {
  if (code !== "field" || !pair || near === undefined || getPair(pair.parent, near)) return [];
  return [{ title: `Rename to \`${near}\``, safety: "safe", edits: [{ op: "rename", target: pair, key: near }] }];
}
