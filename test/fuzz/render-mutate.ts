// Breaks a template in one place, as typing does.

import { mutate } from "./mutate.ts";
import type { Random } from "./random.ts";

const pieces = [
  "{{", "}}", "{{-", "-}}", "{{ ", " }}", "{{ end }}", "{{ else }}", "{{ if .Values.a }}", "{{ range .Values.list }}", "{{ with . }}", "{{ define \"x\" }}",
  "{{ include \"x\" . }}", "{{ tpl . $ }}", "{{ break }}", "{{ /* ", " */}}", "|", "(", ")", "\"", "`", "'", "$", "$x := ", ".", "..", ".Values", "| quote", "| toYaml",
  "| nindent 4", "\\", "\n", "0x", "1.e", "nil", "é", "\ud83c", "\0", "{{ set .Values \"a\" .Values }}", "{{ include \"self\" . }}", "{{ fail \"no\" }}",
]; // oxfmt-ignore

export function mutateTemplate(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random.below(6));
    case 2:
      return insideAction(text, random);
    case 3:
      return withoutAction(text, random);
    case 4:
      return text.slice(0, at);
    default:
      return mutate(text, { random, original: text, before: text });
  }
}

/** Something more within one of the actions. */
function insideAction(text: string, random: Random): string {
  const actions = [...text.matchAll(/\{\{.*?\}\}/gs)];
  if (actions.length === 0) return text;
  const { 0: action, index } = random.pick(actions);
  const at = index + 2 + random.below(action.length - 3);
  return text.slice(0, at) + random.pick(pieces) + text.slice(at);
}

function withoutAction(text: string, random: Random): string {
  const actions = [...text.matchAll(/\{\{.*?\}\}/gs)];
  if (actions.length === 0) return text;
  const { 0: action, index } = random.pick(actions);
  return text.slice(0, index) + text.slice(index + action.length);
}
