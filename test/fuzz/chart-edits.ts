// Random edits of a chart's files, as somebody might type them.

import type { Random } from "./random.ts";

/** Path → text, relative to the chart's folder. `user.yaml` holds the values that a user gives. */
export type ChartTexts = ReadonlyMap<string, string>;

export const USER_VALUES = "user.yaml";

/** The chart after an edit; what the edit was. */
export function editChart(texts: ChartTexts, random: Random): { readonly texts: ChartTexts; readonly edit: string } {
  const paths = [...texts.keys()];
  const valuesFiles = paths.filter((path) => path === USER_VALUES || /(?:^|\/)values\.yaml$/.test(path));
  const templates = paths.filter((path) => /(?:^|\/)templates\//.test(path));
  const kind = random.below(20);
  if (kind < 5 && templates.length > 0) {
    const template = random.pick(templates);
    return edited(texts, USER_VALUES, giveValue(texts.get(USER_VALUES)!, scopeOf(template), texts.get(template)!, random));
  }
  if (kind < 10 && valuesFiles.length > 0) {
    // Mostly the chart's own and the user's.
    const path = random.oneIn(3) ? random.pick(valuesFiles) : random.pick(valuesFiles.filter((one) => !one.includes("/")));
    return edited(texts, path, editValues(texts.get(path)!, random));
  }
  if (kind < 17 && templates.length > 0) {
    const path = random.pick(templates);
    return edited(texts, path, editTemplate(texts.get(path)!, [...texts.values()], random));
  }
  if (kind === 17) return moved(texts, templates, random);
  const path = random.pick(paths.filter((one) => !valuesFiles.includes(one) && !templates.includes(one)));
  if (kind === 18 && /(?:^|\/)Chart\.yaml$/.test(path)) return edited(texts, path, editValues(texts.get(path)!, random));
  return edited(texts, path, `${texts.get(path)}\n# ${random.below(9)}\n`);
}

function edited(texts: ChartTexts, path: string, text: string): ReturnType<typeof editChart> {
  return { texts: new Map([...texts, [path, text]]), edit: `${path}: ${lineOf(texts.get(path)!, text)}` };
}

/** The first line that differs, before and after. */
function lineOf(before: string, after: string): string {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const at = a.findIndex((line, i) => line !== b[i]);
  return at < 0 ? "nothing" : `line ${at + 1} \`${a[at]}\` → \`${b[at] ?? "(end)"}\``;
}

const scalars = [
  "true",
  "false",
  "0",
  "1",
  "80",
  '""',
  "x",
  "web",
  "null",
  "~",
  "{}",
  "[]",
  "[a, b]",
  "{a: 1}",
  '"{{ .Release.Name }}-t"',
];

function editValues(text: string, random: Random): string {
  const lines = text.split("\n");
  const keyed = lines.flatMap((line, i) => (/^\s*(?:- )?[\w.-]+:(?:\s|$)/.test(line) ? [i] : []));
  if (keyed.length === 0) return `${text}\nkey${random.below(3)}: ${random.pick(scalars)}\n`;
  const at = random.pick(keyed);
  const line = lines[at]!;
  const indent = /^\s*(?:- )?/.exec(line)![0];
  const key = /[\w.-]+(?=:)/.exec(line)![0];
  const block = blockEnd(lines, at) - at;
  switch (random.below(8)) {
    case 0:
      lines.splice(at, block);
      break;
    case 1:
      lines.splice(at, block, `${indent}${key}: ${random.pick(scalars)}`);
      break;
    case 2:
      lines.splice(at, 0, `${indent.replace("-", " ")}key${random.below(3)}: ${random.pick(scalars)}`);
      break;
    case 3: {
      const other = random.pick(keyed);
      const source = lines.slice(other, blockEnd(lines, other)).map((one) => one.trimStart());
      lines.splice(at, block, `${indent}${key}: ${source.length === 1 ? source[0]!.replace(/^[^:]*:\s*/, "") : "{b: {c: 1}}"}`);
      break;
    }
    case 4:
      lines.splice(at, 1, `${indent}${key}s: ${line.slice(line.indexOf(":") + 1)}`);
      break;
    default:
      // What is edited most: a scalar.
      if (block === 1) lines[at] = `${indent}${key}: ${random.pick(scalars)}`;
      else lines.splice(at + 1, 0, `${indent.replace("-", " ")}  key${random.below(3)}: ${random.pick(scalars)}`);
  }
  return lines.join("\n");
}

/** The user sets what a template reads, or takes back what was set. */
function giveValue(text: string, scope: readonly string[], template: string, random: Random): string {
  const lines = text.split("\n").filter((line) => line !== "");
  if (lines.length > 0 && random.oneIn(3)) lines.splice(random.below(lines.length), 1);
  else {
    const [, path = "key0"] = random.pick([...template.matchAll(/\.Values\.([\w.]*\w)/g), undefined]) ?? [];
    const steps = [...(path.startsWith("global.") ? [] : scope), ...path.split(".")];
    const kept = random.oneIn(3) && steps.length > 1 ? steps.slice(0, -1) : steps;
    const value = random.oneIn(4) ? "{x: 1, name: n}" : random.pick(scalars);
    const inner = kept.slice(1).reduceRight((below, step) => `{${step}: ${below}}`, value);
    const line = `${kept[0]}: ${inner}`;
    const same = lines.findIndex((one) => one.startsWith(`${kept[0]}:`));
    if (same >= 0) lines[same] = line;
    else lines.push(line);
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Where a chart inside the chart has its values. */
function scopeOf(template: string): readonly string[] {
  return [...template.matchAll(/charts\/([^/]+)\//g)].map(([, name]) => name!);
}

/** Where what is indented below a line ends. */
function blockEnd(lines: readonly string[], at: number): number {
  const depth = lines[at]!.search(/[^\s]/);
  let end = at + 1;
  while (end < lines.length && (lines[end]!.trim() === "" || lines[end]!.search(/\S/) > depth)) end++;
  return end;
}

function editTemplate(text: string, all: readonly string[], random: Random): string {
  const actions = [...text.matchAll(/\{\{-?[^{}]*?-?\}\}/g)];
  const everywhere = random.pick(all);
  const borrowed = [...everywhere.matchAll(/\{\{-?\s*(?!end|else|if|with|range|define|block)[^{}]*?-?\}\}/g)].map(
    ([action]) => action,
  );
  const fields = [...everywhere.matchAll(/\.Values(?:\.\w+)+/g)].map(([field]) => field);
  const lineStart = random.below(text.length + 1);
  const at = text.lastIndexOf("\n", lineStart) + 1;
  const insert = (piece: string) => text.slice(0, at) + piece + text.slice(at);
  const action = actions.length > 0 ? random.pick(actions) : undefined;
  switch (random.below(12)) {
    case 0:
      return insert(`# ${random.below(100)}\n`);
    case 1:
      return borrowed.length > 0 ? insert(`# ${random.pick(borrowed)}\n`) : insert("# x\n");
    case 2:
      return insert(`# ${random.pick(snippets)}\n`);
    case 3:
      return action ? text.slice(0, action.index) + text.slice(action.index + action[0].length) : insert("{{ .Values.key0 }}");
    case 4: {
      const field = /\.Values(?:\.\w+)+/.exec(action?.[0] ?? "")?.[0];
      return field && fields.length > 0 ? text.replace(field, random.pick(fields)) : insert("# y\n");
    }
    case 5:
      return fields.length > 0 ? insert(`# {{ ${random.pick(fields)} | ${random.pick(filters)} }}\n`) : insert("# z\n");
    case 6:
      return fields.length > 0 ? insert(`{{- if ${random.pick(fields)} }}\n# on\n{{- end }}\n`) : insert("# z\n");
    case 7:
      return insert(`{{ .Values.${random.pick(["a", "key0.x", "global.a", ""])}`);
    default:
      return text.slice(0, at) + text.slice(at).replace(/[a-z]/, (letter) => letter.toUpperCase());
  }
}

const snippets = [
  '{{ $_ := set .Values "key0" (dict "x" 1) }}',
  '{{ $_ := set . "extra" .Values.key0 }}{{ .extra }}',
  "{{ .extra }}",
  "{{ toYaml .Values.global | quote }}",
  '{{ hasKey .Values "key1" }}',
  '{{ keys .Values | sortAlpha | join "," }}',
  '{{ dig "key0" "x" "none" .Values.AsMap }}',
  "{{ (merge (dict) .Values).key0 }}",
  '{{ $_ := mergeOverwrite .Values (dict "key1" "merged") }}',
  '{{ .Files.Get "README.md" | quote }}',
  '{{ range $path, $_ := .Files.Glob "*.md" }}{{ $path }}{{ end }}',
  "{{ .Template.Name }} {{ .Chart.Version }} {{ .Subcharts | toJson | len }}",
  "{{ tpl (toString .Values.key0) . }}",
  '{{ define "moved" }}moved {{ .Values.key0 }}{{ end }}',
  '{{ include "moved" . }}',
  '{{ template "moved" . }}',
  "{{ .Values.key0.x.y }}",
  "{{ with .Values.key0 }}{{ . }}{{ else }}none{{ end }}",
  "{{ range $k, $v := .Values }}{{ $k }} {{ end }}",
  '{{ dict "unused" .Values.key0.x | len }}',
  '{{ index .Values "key0" "x" }}',
];
const filters = [
  "quote",
  "toYaml",
  "toJson",
  'default "d"',
  "kindOf",
  "empty",
  "len",
  "first",
  "keys",
  "int",
  "toString | nindent 2",
  "b64enc",
];

/** A template's file gets another name, or loses or gains a definition from another one. */
function moved(texts: ChartTexts, templates: readonly string[], random: Random): ReturnType<typeof editChart> {
  if (templates.length === 0) return { texts, edit: "nothing" };
  const path = random.pick(templates);
  const text = texts.get(path)!;
  const definition = random.pick([...text.matchAll(/\{\{-?\s*define[^]*?\{\{-?\s*end\s*-?\}\}\n?/g), undefined]);
  const rest = new Map(texts);
  if (definition) {
    const to = random.pick(templates);
    rest.set(path, text.replace(definition[0], ""));
    rest.set(to, `${rest.get(to)}\n${definition[0]}`);
    return { texts: rest, edit: `${path}: a definition to ${to}` };
  }
  rest.delete(path);
  if (random.oneIn(3)) return { texts: rest, edit: `${path} removed` };
  const name = path.replace(/([^/]+)$/, (old) => (random.oneIn(2) ? `a-${old}` : `_${old}`));
  rest.set(name, text);
  return { texts: rest, edit: `${path} renamed to ${name}` };
}
