// What a field is, what it comes to, and what a finding means: shown where the mouse rests.

import { MarkupKind, type Hover, type Position } from "vscode-languageserver-types";
import { touches } from "../base/span.ts";
import { reportFile } from "../lint/report.ts";
import type { ShownFinding } from "../lint/finding.ts";
import { prose } from "../rules/prose.ts";
import { effectiveAt } from "./effective.ts";
import { locate, rangeOf } from "./convert.ts";
import { helpUri, type Engine } from "./engine.ts";
import { schemaAt } from "./hover-schema.ts";

/** `withoutSchemas`: another extension shows what the schema says. */
export function hover(engine: Engine, path: string, position: Position, withoutSchemas = false): Hover | undefined {
  const { snapshot, rules } = engine;
  const { file, parts } = reportFile(snapshot, path, rules);
  const place = snapshot.kindOf(path) === "manifest" ? locate(file, position) : undefined;
  if (!place) return undefined;
  const { part, offset } = place;
  const shown = parts.find((candidate) => candidate.part === part)?.findings ?? [];
  const here = shown.filter(({ finding, suppressed }) => !suppressed && touches(finding, offset));
  const schema = withoutSchemas ? undefined : schemaAt(engine, path, part, offset);
  const field = effectiveAt(engine, path, part, offset);
  const blocks = [
    ...(schema ? [schema.text] : []),
    ...(field ? [schema ? field.text : `**${field.name}**\n\n${field.text}`] : []),
    ...here.map((finding) => findingText(engine, finding)),
  ];
  if (blocks.length === 0) return undefined;
  const span = here[0]?.finding ?? schema ?? field;
  const range = span && rangeOf(part, span);
  return { contents: { kind: MarkupKind.Markdown, value: blocks.join("\n\n---\n\n") }, ...(range && { range }) };
}

/** The editor shows the message itself, above: here is what it does not say. */
function findingText(engine: Engine, { finding, severity }: ShownFinding): string {
  const rule = engine.rules.find(({ id }) => id === finding.rule);
  const standards = rule && rule.standards.length > 0 ? [`*${rule.standards.join(" · ")}*`] : [];
  const fix = finding.fixes[0] ? [`**Fix:** ${finding.fixes[0].title}`] : [];
  const head = [`[\`${finding.rule}\`](${helpUri(engine, finding.rule)})`, severity, ...standards].join(" · ");
  return [head, prose.get(finding.rule) ?? rule?.summary ?? "", ...fix].join("\n\n");
}
