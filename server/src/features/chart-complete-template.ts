// Completes actions of templates: values, objects, variables, functions, names of templates and files.

import type { CompletionItem } from "vscode-languageserver-types";
import type { Span } from "../base/span.ts";
import { builtins } from "../template/builtin.ts";
import { templateCursorAt, type TemplateCursor, type TemplateSlot } from "../template/cursor.ts";
import { EACH, below, elsewhere, given, pathsOf, type Flow, type FlowPath } from "../template/flow.ts";
import { functionDoc } from "../template/functions/docs.ts";
import { helmFunctions } from "../helm/functions.ts";
import { itemsOf, type ChartItem } from "./chart-complete-item.ts";
import { valueKeys } from "./chart-complete-keys.ts";
import { shortPath, type ChartCursor } from "./chart-cursor.ts";
import { commentBefore } from "./chart-hover-template.ts";
import type { ChartModel, TemplateText } from "./chart-model.ts";
import { membersAt } from "./chart-objects.ts";
import { chartUsesOf, topOf, valuesPathOf } from "./chart-uses.ts";
import type { Engine } from "./engine.ts";

/** `text`: undefined in a values file, whose actions see what the chart's own templates see. */
export function templateItems(engine: Engine, cursor: ChartCursor, text: TemplateText | undefined): CompletionItem[] {
  const { file, offset, model } = cursor;
  const found = templateCursorAt(file.text, offset);
  if (!found) return [];
  return itemsOf(engine, file, found.word, offset, candidates(model, file.text, text, found));
}

function candidates(
  model: ChartModel,
  source: string,
  text: TemplateText | undefined,
  found: TemplateCursor,
): readonly ChartItem[] {
  const { slot, scope, word } = found;
  const dots = text ? chartUsesOf(model).dotsOf(text, scope.body.name) : [topOf(model.instances[0]!)];
  const at = (flow: Flow) => dots.flatMap((dot) => flowsOf(given(flow, dot)));
  switch (slot.kind) {
    case "field": {
      const known = unique(at(slot.access.base).flatMap((flow) => fieldsOf(model, flow)));
      if (known.length === 0) return fromTop(model, source, slot, word, at(scope.variables.get("$") ?? elsewhere));
      return known.map((item) => asField(item, source, slot, word.start, word.end));
    }
    case "key":
      return unique(at(slot.access.base).flatMap((flow) => fieldsOf(model, flow)));
    case "inclusion":
      return templateNames(model);
    case "argument":
      return slot.method.includes(".Files.") ? fileNames(model, text) : [];
    case "variable":
      return variablesOf(found).map((name) => ({ label: name.slice(1), kind: "variable" }));
    default:
      return names(model, found, slot, at(scope.dot));
  }
}

/** In `with` and `range`, where `.Values` is looked for in the wrong place: `$.Values` is meant. */
function fromTop(
  model: ChartModel,
  source: string,
  { access }: FieldSlot,
  word: Span,
  tops: readonly Flow[],
): readonly ChartItem[] {
  const written = source.slice(access.operand, word.start);
  if (!/^\.(?:Values|Release|Chart|Capabilities|Files|Template)\b[\w.]*$/.test(written)) return [];
  const steps = written.split(".").filter(Boolean);
  const flows = tops.flatMap((top) => flowsOf(steps.reduce<Flow>((flow, step) => below(flow, step), top)));
  return unique(flows.flatMap((flow) => fieldsOf(model, flow))).map((item) => ({
    ...item,
    insert: `$${written}${item.label}`,
    over: { start: access.operand, end: word.end, filter: written + item.label },
  }));
}

function flowsOf(flow: Flow): readonly Flow[] {
  return flow.kind === "choice" ? flow.of : [flow];
}

function fieldsOf(model: ChartModel, flow: Flow): readonly ChartItem[] {
  if (flow.kind === "dict")
    return [...flow.entries.keys()].map((label) => ({ label, kind: "value", note: "handed over by `dict`" }));
  return pathsOf(flow).flatMap((path) => keysIn(model, path));
}

function keysIn(model: ChartModel, path: FlowPath): readonly ChartItem[] {
  const values = valuesPathOf(path);
  if (values) return valueKeys(model, values);
  if (!path.root.startsWith("/") || path.steps.includes(EACH)) return [];
  if (path.steps[0] === "Subcharts" && path.steps.length === 1)
    return model.instances.filter((one) => one.path.length === 1).map(({ name }) => ({ label: name, kind: "chart" }));
  return Object.entries(membersAt(path.steps) ?? {}).map(([label, { doc, arguments: given_, members }]) => ({
    label,
    kind: given_ === undefined ? "object" : "function",
    documentation: doc,
    ...(given_ !== undefined && { snippet: `${label} \${1:${given_.replaceAll(/[$}\\]/g, "\\$&")}}` }),
    ...(members && { asksAgain: false }),
  }));
}

type FieldSlot = TemplateSlot & { readonly kind: "field" | "key" };

/** What is no name to Go is taken by `index`. */
function asField(item: ChartItem, source: string, slot: FieldSlot, start: number, end: number): ChartItem {
  if (/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(item.label)) return item;
  const { operand } = slot.access;
  const owner = source.slice(operand, start - 1) || ".";
  const insert = `(index ${owner} ${JSON.stringify(item.label)})`;
  return { ...item, insert, over: { start: operand, end, filter: source.slice(operand, start) + item.label } };
}

function names(
  model: ChartModel,
  found: TemplateCursor,
  { isFirst, isPiped }: TemplateSlot & { readonly kind: "name" },
  dots: readonly Flow[],
): readonly ChartItem[] {
  const fields = isPiped
    ? []
    : unique(dots.flatMap((flow) => fieldsOf(model, flow))).filter(({ label }) => /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(label));
  const isTop = dots.some((flow) => flow.kind === "path" && flow.steps.length === 0);
  const operands: readonly ChartItem[] = [
    ...fields.map((item) => ({ ...item, label: `.${item.label}`, insert: `.${item.label}`, asksAgain: false })),
    ...(isTop || isPiped ? [] : [{ label: "$.Values", kind: "object" as const, documentation: membersAt([])!["Values"]!.doc }]),
    ...(isPiped ? [] : variablesOf(found).map((label) => ({ label, kind: "variable" as const }))),
  ];
  return [...operands, ...(isFirst ? keywords : []), ...functionItems()];
}

const keywords: readonly ChartItem[] = [
  ["if", "if ${1:condition}", "Renders what follows if the condition holds"],
  ["else", "else", "What is rendered otherwise"],
  ["end", "end", "Ends `if`, `with`, `range`, `define` or `block`"],
  ["with", "with ${1:value}", "Renders what follows if the value is not empty, with it as the dot"],
  ["range", "range ${1:list}", "Renders what follows for every item, with it as the dot"],
  ["define", 'define "${1:name}"', "Defines a template"],
  ["template", 'template "${1:name}" .', "Renders a template here; its output can't be piped: use `include`"],
  ["block", 'block "${1:name}" .', "Defines a template and renders it here"],
  ["break", "break", "Ends the innermost `range`"],
  ["continue", "continue", "Goes on with the next item of the innermost `range`"],
].map(([label, snippet, documentation]) => ({
  label: label!,
  kind: "keyword",
  snippet: snippet!,
  documentation: documentation!,
}));

/** All that there are: Go's, Sprig's and Helm's. */
export const functionNames: readonly string[] = [...new Set([...builtins.keys(), ...helmFunctions().keys()])].sort();

export function isFunctionName(name: string): boolean {
  return functionNames.includes(name);
}

function functionItems(): readonly ChartItem[] {
  return (functionList ??= functionNames.map((label) => {
    const doc = functionDoc(label);
    return { label, kind: "function", ...(doc && { note: doc.signature, documentation: doc.text }) };
  }));
}

let functionList: readonly ChartItem[] | undefined;

function variablesOf({ scope }: TemplateCursor): readonly string[] {
  return [...scope.variables.keys()].filter((name) => !name.includes("kubeClinicCursor")).toReversed();
}

function templateNames(model: ChartModel): readonly ChartItem[] {
  return [...model.definitions].map(([label, places]) => {
    const place = places.at(-1)!;
    return {
      label,
      kind: "template",
      note: shortPath(model, place.text.path),
      documentation: commentBefore(place.text.parsed, place.start),
    };
  });
}

function fileNames(model: ChartModel, text: TemplateText | undefined): readonly ChartItem[] {
  const { chart } = text?.instance ?? model.instances[0]!;
  return chart.files.filter(({ name }) => !name.startsWith(".")).map(({ name }) => ({ label: name, kind: "file" }));
}

function unique(items: readonly ChartItem[]): readonly ChartItem[] {
  return [...new Map(items.toReversed().map((item) => [item.label, item])).values()].toReversed();
}
