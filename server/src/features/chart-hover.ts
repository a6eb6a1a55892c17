// What a value comes to, what a template or function is, and what a finding means, where the mouse rests in a file of a chart.

import { MarkupKind, type Hover, type Position } from "vscode-languageserver-types";
import { touches } from "../base/span.ts";
import type { ChartFinding, ChartReport } from "../place/chart-report.ts";
import { findValue } from "../place/values-place.ts";
import { prose } from "../rules/prose.ts";
import type { Step } from "../template/flow.ts";
import { functionDoc } from "../template/functions/docs.ts";
import { isFunctionName } from "./chart-complete-template.ts";
import { knownFixes } from "./chart-actions.ts";
import { chartCursorAt, shortPath, subjectAt, type ChartCursor, type Subject } from "./chart-cursor.ts";
import { docsOf } from "./chart-docs.ts";
import { becomes, effectiveValues, spelled } from "./chart-effective.ts";
import { commentBefore } from "./chart-hover-template.ts";
import { distinct, readersOf, type Place } from "./chart-places.ts";
import { memberAt } from "./chart-objects.ts";
import { layersOf, pathIn, settingsOf } from "./chart-values.ts";
import { findingsInFile, linesOf, textRange } from "./chart-view.ts";
import { helpUri, type Engine } from "./engine.ts";

/** Null where there is nothing to say; undefined where the file belongs to no chart. */
export function chartHover(
  engine: Engine,
  report: ChartReport | undefined,
  path: string,
  position: Position,
): Hover | null | undefined {
  const cursor = chartCursorAt(engine, path, position);
  if (!cursor) return undefined;
  const subject = subjectAt(cursor);
  const words = subject ? wordsOf(engine, cursor, report, subject) : "";
  const here = report ? findingsInFile(report, path).filter(({ place }) => touches(place, cursor.offset)) : [];
  const blocks = [...(words ? [words] : []), ...here.map((finding) => findingWords(engine, report!, finding))];
  const span = subject ?? here[0]?.place;
  if (blocks.length === 0 || !span) return null;
  return { contents: { kind: MarkupKind.Markdown, value: blocks.join("\n\n---\n\n") }, range: textRange(cursor.file, span) };
}

const MOST_LINKS = 8;
const MOST_PATHS = 4;

function wordsOf(engine: Engine, cursor: ChartCursor, report: ChartReport | undefined, subject: Subject): string {
  switch (subject.kind) {
    case "value":
      return subject.paths
        .slice(0, MOST_PATHS)
        .map((path) => valueWords(engine, cursor, report, path, subject))
        .concat(subject.paths.length > MOST_PATHS ? [`… and ${subject.paths.length - MOST_PATHS} other values`] : [])
        .join("\n\n---\n\n");
    case "template":
      return templateWords(engine, cursor, subject.name);
    case "function":
      return functionWords(subject.name);
    case "file":
      return `File \`${shortPath(cursor.model, subject.path)}\` of the chart${engine.snapshot.files.has(subject.path) ? "" : ": there is none"}`;
    default: {
      const member = memberAt(subject.steps);
      return member ? `**.${subject.steps.join(".")}**\n\n${member.doc}` : "";
    }
  }
}

function valueWords(
  engine: Engine,
  cursor: ChartCursor,
  report: ChartReport | undefined,
  path: readonly Step[],
  subject: Subject & { readonly kind: "value" },
): string {
  const { model } = cursor;
  const isInValues = subject.pair !== undefined;
  const readers = isInValues ? distinct(readersOf(model, path)) : [];
  return [
    `**${dotted(path)}**`,
    docsOf(model, path),
    report && !path.includes(0) ? effectiveWords(engine, cursor, report, path) : settingWords(engine, cursor, path),
    isInValues ? readerWords(engine, cursor, readers) : "",
    isInValues && report ? outputWords(cursor, report, path) : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function dotted(path: readonly Step[]): string {
  return path.map((step) => (step === 0 ? "[]" : `.${step}`)).join("");
}

/** A row for each value, if sets differ. */
function effectiveWords(engine: Engine, cursor: ChartCursor, report: ChartReport, path: readonly Step[]): string {
  const all = effectiveValues(report, path);
  const rows = all.map(({ sets, value }) => ({
    sets: sets.map((name) => `\`${name}\``).join(", "),
    value: value ? code(spelled(value.value)) : "*not set*",
    link: originLink(engine, cursor, value?.trace.origins[0]),
  }));
  const [only, ...others] = rows;
  if (!only) return "";
  if (others.length === 0) return `${only.value}${only.link ? `, set in ${only.link}` : ""}`;
  return [
    "| values set | value | set in |",
    "|---|---|---|",
    ...rows.map((row) => `| ${row.sets} | ${row.value.replaceAll("|", "\\|")} | ${row.link} |`),
  ].join("\n");
}

function originLink(
  engine: Engine,
  cursor: ChartCursor,
  origin: { readonly file: string; readonly path: readonly (string | number)[] } | undefined,
): string {
  const file = origin && cursor.model.fileAt(origin.file);
  if (!origin || !file) return "";
  const found = findValue(file, origin.path);
  const at = found ? found.part.offset + (found.pair?.key.start ?? found.node.start) : 0;
  return link(engine, cursor, { path: origin.file, start: at, end: at, role: "sets" });
}

/** Where it is set, where what it comes to can't be told. */
function settingWords(engine: Engine, cursor: ChartCursor, path: readonly Step[]): string {
  const places = settingsOf(cursor.model, path).map(({ layer, found }): Place => {
    const start = found.part.offset + (found.pair?.key.start ?? found.node.start);
    return { path: layer.file.path, role: "sets", start, end: start };
  });
  return places.length > 0 ? `Set in ${links(engine, cursor, places)}` : "";
}

function readerWords(engine: Engine, cursor: ChartCursor, readers: readonly Place[]): string {
  return readers.length > 0 ? `Read in ${links(engine, cursor, readers)}` : "";
}

function outputWords({ model, file }: ChartCursor, report: ChartReport, path: readonly Step[]): string {
  const layer = layersOf(model).find((one) => one.file.path === file.path);
  const inner = layer && pathIn(layer, path);
  const shown = inner ? becomes(report, file.path, inner) : [];
  if (shown.length === 0) return "";
  const more = shown.length > MOST_LINKS ? [`- … and ${shown.length - MOST_LINKS} more`] : [];
  return ["Becomes", ...shown.slice(0, MOST_LINKS).map((words) => `- ${words}`), ...more].join("\n");
}

function links(engine: Engine, cursor: ChartCursor, places: readonly Place[]): string {
  const shown = [...new Set(places.map((place) => link(engine, cursor, place)))];
  const more = shown.length > MOST_LINKS ? ` and ${shown.length - MOST_LINKS} more` : "";
  return shown.slice(0, MOST_LINKS).join(", ") + more;
}

function link({ client, snapshot }: Engine, { model }: ChartCursor, { path, start }: Place): string {
  const file = model.fileAt(path);
  const line = file ? linesOf(file).positionAt(start).line + 1 : 1;
  const words = `${shortPath(model, path)}:${line}`;
  return snapshot.files.has(path) ? `[${words}](${client.uriOf(path)}#L${line})` : words;
}

function templateWords(engine: Engine, cursor: ChartCursor, name: string): string {
  const places = cursor.model.definitions.get(name) ?? [];
  if (places.length === 0) return `**${name}** is not defined in this chart`;
  const defined = places.map(({ text, start, end }): Place => ({ path: text.path, start, end, role: "sets" }));
  const said = places.map(({ text, start }) => commentBefore(text.parsed, start)).find((words) => words !== "") ?? "";
  return [`**${name}**`, said, `Defined in ${links(engine, cursor, defined)}`].filter(Boolean).join("\n\n");
}

function functionWords(name: string): string {
  const doc = isFunctionName(name) ? functionDoc(name) : undefined;
  return doc ? `\`\`\`\n${doc.signature}\n\`\`\`\n${doc.text}` : "";
}

/** The editor shows the message itself: here is what it does not say. */
function findingWords(engine: Engine, report: ChartReport, finding: ChartFinding): string {
  const rule = engine.rules.find(({ id }) => id === finding.rule);
  const standards = rule && rule.standards.length > 0 ? [`*${rule.standards.join(" · ")}*`] : [];
  const proven = knownFixes(report, finding);
  const fix = proven?.fixes[0] ? [`**Fix:** ${proven.fixes[0].title}`] : proven?.reason ? [`**No fix:** ${proven.reason}`] : [];
  const head = [`[\`${finding.rule}\`](${helpUri(engine, finding.rule)})`, finding.severity, ...standards].join(" · ");
  return [head, prose.get(finding.rule) ?? rule?.summary ?? "", ...fix].join("\n\n");
}

function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
