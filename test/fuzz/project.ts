// Writes down all that a snapshot says of its files as plain values, so that two can be compared.

import type { FileFinding } from "../../server/src/lint/finding.ts";
import { editsOf } from "../../server/src/lint/fix.ts";
import { reportFile } from "../../server/src/lint/report.ts";
import type { Related, Rule } from "../../server/src/lint/rule.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import type { YamlNode, YamlPair } from "../../server/src/yaml/tree.ts";

/** By path: kind, documents with trees, findings with the edits of their fixes, problems. */
export function project(snapshot: Snapshot, rules: readonly Rule[]): ReadonlyMap<string, unknown> {
  const paths = [...snapshot.files.keys()].sort();
  return new Map(paths.map((path) => [path, projectFile(snapshot, path, rules)]));
}

function projectFile(snapshot: Snapshot, path: string, rules: readonly Rule[]): unknown {
  const { file, findings, problems, crashes, incomplete } = reportFile(snapshot, path, rules);
  return {
    kind: snapshot.kindOf(path),
    parts: file.parts.map(({ document, offset, line }) => ({
      offset,
      line,
      text: document.text,
      root: document.root && projectNode(document.root),
      comments: document.comments,
      problems: document.problems,
    })),
    findings: findings.map(projectFinding),
    problems,
    crashes: crashes.map(({ rule, error }) => `${rule}: ${String(error)}`),
    incomplete,
  };
}

function projectFinding({ finding, severity, part, suppressed }: FileFinding): unknown {
  const { node, resource, related, fixes, ...plain } = finding;
  return {
    ...plain,
    severity,
    offset: part.offset,
    node: [node.kind, node.start, node.end],
    resource: resource && [resource.kind, resource.namespace, resource.name],
    related: related.map(projectRelated),
    fixes: fixes.map((fix) => ({ title: fix.title, safety: fix.safety, edits: editsOf(part, fix) })),
    suppressed,
  };
}

function projectRelated(related: Related): unknown {
  return "node" in related ? [related.message, related.node.start, related.node.end] : related;
}

function projectNode(node: YamlNode): unknown {
  const { kind, start, end, anchor, tag } = node;
  const common = { kind, start, end, anchor, tag };
  switch (node.kind) {
    case "scalar":
      return { ...common, style: node.style, value: node.value };
    case "alias":
      return { ...common, name: node.name, target: node.target && [node.target.start, node.target.end] };
    case "seq":
      return { ...common, flow: node.flow, items: node.items.map(projectNode) };
    case "map":
      return { ...common, flow: node.flow, pairs: node.pairs.map(projectPair) };
  }
}

function projectPair({ key, value, colon }: YamlPair): unknown {
  return { key: projectNode(key), value: projectNode(value), colon };
}
