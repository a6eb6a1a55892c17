// Makes random templates by the grammar of Go's text/template, most of them sound, and random values for them.

import { builtins } from "../../server/src/template/builtin.ts";
import { helmFunctions } from "../../server/src/helm/functions.ts";
import type { Random } from "./random.ts";

const functions = [...builtins, ...helmFunctions()].map(([name, { arity, params }]) => ({ name, arity, params }));
/** Those that take anything: else hardly a chart would come to its end. */
const gentle = new Set([
  "quote", "squote", "toYaml", "toJson", "toString", "kindOf", "typeOf", "default", "empty", "not", "and", "or", "list", "coalesce", "print", "println",
  "html", "js", "urlquery", "toStrings", "int", "int64", "float64", "ternary", "tuple", "deepEqual", "cat", "toPrettyJson", "mustToJson", "fromYaml",
]); // oxfmt-ignore
const easy = functions.filter(({ name }) => gentle.has(name));
const keys = ["a", "b", "name", "list", "map", "deep", "text", "on", "none", "global", "child"];
const names = ["x", "y", "self"];

/** What is known where a piece of a template stands. */
interface Scene {
  readonly random: Random;
  readonly variables: readonly string[];
  /** How many levels may follow. */
  readonly room: number;
  readonly inRange: boolean;
}

/** One template: definitions, text, actions and blocks. */
export function makeTemplate(random: Random): string {
  const scene = { random, variables: ["$"], room: 5, inRange: false };
  const defined = random.oneIn(20) ? ["x", "x"] : names.filter(() => random.oneIn(2));
  const definitions = defined.map((name) => `{{- define "${name}" -}}${body(scene)}{{- end }}\n`).join("");
  return `${definitions}kind: ${random.pick(["A", "Service", "Pod"])}\n${many(random, 6, () => item(scene))}`;
}

/** values.yaml: all kinds of values below the keys that the templates ask for. */
export function makeValues(random: Random): string {
  const given = keys.filter(() => !random.oneIn(5));
  // Of a subchart and of globals nothing else than a map is taken.
  const isMap = (key: string) => (key === "child" || key === "global") && !random.oneIn(10);
  return given.map((key) => `${key}: ${isMap(key) ? `{a: ${yaml(random, 2)}}` : yaml(random, 3)}\n`).join("");
}

const scalars = [
  "1", "0", "-7", "2.5", "1e30", "9223372036854775807", "18446744073709551616", "0x1f", "true", "false", "null", "~", '""', "x", "on", '"80"',
  "'a b'", '"{{ .Values.a }}"', '"{{ include \\"x\\" . }}"', '"{{ tpl .Values.text . }}"', '"{{"', "2020-01-02", "12:30", '"\\u00e9🎉"', '"a\\nb: c\\n"',
  "[]", "{}", "aGVsbG8=", '"^(a|b)*$"', '"1.2.3"', "5m", "127.0.0.1", "http://a:80/b?c#d",
]; // oxfmt-ignore

function yaml(random: Random, room: number): string {
  if (room === 0 || random.oneIn(2)) return random.pick(scalars);
  const items = Array.from({ length: random.below(4) }, () => yaml(random, room - 1));
  return random.oneIn(2)
    ? `[${items.join(", ")}]`
    : `{${items.map((item, i) => `${keys[(i * 3) % keys.length]}: ${item}`).join(", ")}}`;
}

const texts = ["\n", "  ", "a: ", "- ", "---\n", "x", "\t", "é🎉", "\r\n", ": |\n  ", '"', "}}", "# c\n", "{ ", "null\n"];

function body(scene: Scene): string {
  return many(scene.random, 3, () => item(scene));
}

function item(scene: Scene): string {
  const { random, room } = scene;
  const kind = random.below(room > 0 ? 16 : 9);
  if (kind < 4) return random.pick(texts);
  if (kind < 9) return action(scene, pipeline(scene));
  const inner = { ...scene, room: room - 1 };
  switch (kind) {
    case 9:
    case 10:
      return `${action(scene, `if ${pipeline(inner)}`)}${body(inner)}${otherwise(inner, "if")}${action(scene, "end")}`;
    case 11:
      return `${action(scene, `with ${pipeline(inner)}`)}${body(inner)}${otherwise(inner, "with")}${action(scene, "end")}`;
    case 12:
    case 13:
      return range(inner);
    case 14:
      return declaration(inner);
    default:
      return `${action(scene, `template "${random.pick(names)}" ${operand(inner)}`)}`;
  }
}

function otherwise(scene: Scene, keyword: "if" | "with" | undefined): string {
  if (!scene.random.oneIn(3)) return "";
  return `${action(scene, keyword && scene.random.oneIn(2) ? `else ${keyword} ${pipeline(scene)}` : "else")}${body(scene)}`;
}

function range(scene: Scene): string {
  const { random } = scene;
  const known = { ...scene, variables: [...scene.variables, "$i", "$v"], inRange: true };
  const head = random.pick(["range ", "range $v := ", "range $i, $v := "]);
  const jump = random.oneIn(4) ? action(scene, random.pick(["break", "continue"])) : "";
  // Dim variables are an error in Go, so each form may use only its own.
  const inner =
    head === "range "
      ? { ...scene, inRange: true }
      : head.includes("$i")
        ? known
        : { ...known, variables: [...scene.variables, "$v"] };
  return `${action(scene, head + pipeline(scene))}${body(inner)}${jump}${otherwise(scene, undefined)}${action(scene, "end")}`;
}

/** A variable, and what uses it. */
function declaration(scene: Scene): string {
  const { random } = scene;
  const known = { ...scene, variables: [...scene.variables, "$n"] };
  const again = random.oneIn(2) ? action(known, `$n = ${pipeline(known)}`) : "";
  return `${action(scene, `$n := ${pipeline(scene)}`)}${again}${body(known)}`;
}

function action({ random }: Scene, inside: string): string {
  const [left, right] = [random.oneIn(3) ? "{{- " : "{{ ", random.oneIn(3) ? " -}}" : " }}"];
  const comment = random.oneIn(40) ? random.pick(["{{/* c */}}", "{{- /* c */ -}}", "{{- /* c\n*/}}"]) : "";
  return comment + left + inside + right;
}

function pipeline(scene: Scene): string {
  const { random, room } = scene;
  const first = random.oneIn(3) ? call(scene, false) : operand(scene);
  const rest = Array.from({ length: room > 0 ? random.below(3) : 0 }, () => call({ ...scene, room: room - 1 }, true));
  return [first, ...rest].join(" | ");
}

/** As many arguments as the function takes, mostly; one of them may come through the pipe. */
function call(scene: Scene, isPiped: boolean): string {
  const { random } = scene;
  const { name, arity, params } = random.pick(random.oneIn(4) ? functions : easy);
  const [least, most] = arity;
  const count = random.oneIn(20) ? random.below(5) : least + random.below(Math.min(most - least, 3) + 1);
  const given = Math.max(0, count - (isPiped ? 1 : 0));
  const args = Array.from({ length: given }, (_, i) =>
    argument({ ...scene, room: scene.room - 1 }, params?.[i] ?? params?.at(-1)),
  );
  return [name, ...args].join(" ");
}

const numbers = ["0", "1", "-1", "3", "1000000", "0x10", "2.5", "'a'", "9223372036854775807"];
const strings = [
  '""', '"a"', '"x"', '"self"', '"a,b"', '"%d %s %v %q %05.2f %T"', '"[a-z]+"', '"(("', '"2006-01-02"', '"1.2.3"', '"a/b.txt"', '"\\u00e9"', '"a: [1, {b: 2}]"',
  '"{\\"a\\": 1}"', '"{{ .Values.a }}"', '"{{ include \\"self\\" . }}"', "`raw\n`", '"5m"', '"127.0.0.1/8"', '"v1/Pod"', '"a.b"', '"$1"', '"bcrypt"', '"AES-128"',
]; // oxfmt-ignore

/** Of the type that is wanted, but not always. */
function argument(scene: Scene, type: string | undefined): string {
  const { random } = scene;
  if (random.oneIn(3) || scene.room <= 0) return operand(scene);
  switch (type) {
    case "string":
      return random.pick(strings);
    case "int":
    case "int64":
    case "int32":
    case "uint":
    case "float64":
      return random.pick(numbers);
    case "map[string]interface {}":
      return random.pick([".Values", ".Values.map", '(dict "a" 1 "b" .)', "(deepCopy .Values)"]);
    default:
      return random.oneIn(2) ? operand(scene) : `(${pipeline({ ...scene, room: scene.room - 1 })})`;
  }
}

function operand(scene: Scene): string {
  const { random, variables } = scene;
  switch (random.below(10)) {
    case 0:
      return random.pick(strings);
    case 1:
      return random.pick(numbers);
    case 2:
      return random.pick(["true", "false", "nil", "."]);
    case 3:
      return variables.length > 1 ? random.pick(variables) : ".";
    case 4:
      return random.pick([
        ".Release",
        ".Chart.Name",
        ".Capabilities.KubeVersion.Version",
        ".Files",
        '(.Files.Get "a.txt")',
        ".Template.Name",
        "$.Subcharts",
      ]);
    case 5:
      // Fails where the outer one is no map.
      return random.oneIn(8)
        ? `$.Values.${random.pick(keys)}.${random.pick(keys)}`
        : `(dict "a" . "b" $.Values).${random.pick(["a", "b", "b.list", "none"])}`;
    default:
      return `${random.pick(["", "", "$"])}.Values.${random.pick(keys)}`;
  }
}

function many(random: Random, most: number, make: () => string): string {
  return Array.from({ length: 1 + random.below(most) }, make).join("");
}
