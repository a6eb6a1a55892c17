// Writes what is known of a kind or a field, as one page for the terminal.

import { rulesOn } from "../features/effective.ts";
import { apiVersionOf } from "../schema/api-version.ts";
import { kindWords, lifecycleWords } from "../features/hover-schema-kind.ts";
import { docOf, spellPlace, type SchemaPlace } from "../features/hover-schema-place.ts";
import { fieldWords, minor, typeWords, valueWords } from "../features/hover-schema-words.ts";
import type { Rule } from "../lint/rule.ts";
import { holds, type Kind } from "../schema/schema.ts";
import { fieldTable, fieldTree, innerFields } from "./explain-tree.ts";
import { shortNames } from "./short-names.ts";
import { clean, padTo, type Style } from "./style.ts";
import { wrapDoc } from "./wrap-doc.ts";

export interface FieldPage {
  readonly place: SchemaPlace;
  /** Kinds of the same name in other groups. */
  readonly others: readonly Kind[];
  readonly rules: readonly Rule[];
  readonly minors: readonly number[] | undefined;
  readonly isRecursive: boolean;
  readonly style: Style;
  /** The terminal's width, where it is one. */
  readonly columns: number | undefined;
}

/** As wide as the terminal, within what can be read. */
export function fieldPage(page: FieldPage): string {
  const { place, style } = page;
  const width = Math.min(page.columns ?? PLAIN, WIDEST);
  const rows = rowsOf(page).filter(([, text]) => text !== "");
  const sections = [
    `${style.paint("bold", clean(spellPlace(place)))}\n`,
    rows.map(([name, text]) => row(name, text, style, width)).join(""),
    wrapDoc(docOf(place), width, style),
    fieldList(page, width),
    ruleList(page),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

const PLAIN = 80;
const WIDEST = 100;

function rowsOf({ place, others, minors }: FieldPage): readonly (readonly [string, string])[] {
  const { kind, field, schema, isEntry } = place;
  const apiVersion = apiVersionOf(kind);
  const named = { apiVersion, kind: kind.kind, known: kind };
  const short = shortNames.get(`${kind.group}/${kind.kind}`) ?? [];
  const lacking = (minors ?? []).filter((number) => !holds(field?.minors ?? kind.minors, number));
  const kindFacts = field ? [] : [...kindWords(named), ...(short.length > 0 ? [`in short ${short.map(code).join(", ")}`] : [])];
  return [
    ["kind", [`${kind.kind} of ${code(apiVersion)}`, ...kindFacts].join(", ")],
    ["type", [typeWords(schema), ...(field && !isEntry ? fieldWords(field, schema) : [])].join(", ")],
    ["allowed", valueWords(schema).join(". ")],
    ["going", lifecycleWords(named, minors ?? []) ?? ""],
    ["lacking", lacking.length > 0 ? `Kubernetes ${lacking.map(minor).join(", ")}` : ""],
    ["also", others.map((other) => code(`${other.kind}.${apiVersionOf(other)}`)).join(", ")],
  ];
}

function row(name: string, text: string, style: Style, width: number): string {
  const label = padTo(name, "lacking".length);
  const lines = wrapDoc(text, width - label.length - 2, style)
    .trimEnd()
    .split("\n");
  return lines.map((line, i) => `${i === 0 ? style.paint("dim", label) : " ".repeat(label.length)}  ${line}\n`).join("");
}

function fieldList({ place, minors, isRecursive, style }: FieldPage, width: number): string {
  const fields = innerFields(place.schema);
  if (!fields || fields.size === 0) return "";
  const list = isRecursive ? fieldTree(fields, minors) : fieldTable(fields, minors, style, width);
  return `${style.paint("bold", "Fields")}\n${list}`;
}

function ruleList({ place, rules, style }: FieldPage): string {
  const judges = rulesOn(rules, place.kind.kind, place.names);
  if (judges.length === 0) return "";
  const width = Math.max(...judges.map(({ id }) => id.length));
  const list = judges.map(({ id, summary }) => `  ${padTo(id, width)}  ${summary}\n`).join("");
  return `${style.paint("bold", "Judged by")}\n${list}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
