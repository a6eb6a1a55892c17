// Where the results of functions come from: stretch by stretch for those that charts call most.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Origin } from "../../base/origin.ts";
import { callable, drain, render } from "../render.ts";
import type { RenderResult } from "../render.ts";
import { valueOf } from "../sample-world.ts";
import { ParseCache, Source, Templates } from "../templates.ts";
import { functions } from "./table.ts";

const values = {
  name: "web",
  other: "db",
  empty: "",
  long: "a-very-long-name-",
  lines: "one\ntwo",
  spaced: " x ",
  flag: true,
  port: 80,
  list: ["p", "q", "p"],
  map: { a: "1", b: { c: "deep" } },
  over: { a: "2", z: "9" },
};
const parses = new ParseCache(callable(functions));

function rendered(text: string, json: unknown): RenderResult {
  const origins = new Map<string, Origin>();
  const originOf = (path: readonly string[]) => {
    const key = path.join(".");
    if (!origins.has(key)) origins.set(key, { file: "values.yaml", path });
    return { origins: key ? [origins.get(key)!] : [] };
  };
  const dot = { value: valueOf(json, originOf), trace: originOf([]) };
  const templates = Templates.none.withAll([new Source("t", parses.get(text))]);
  const result = drain(render(templates, "t", dot, { functions, mode: "strict", rootName: "t", parses }));
  assert.deepEqual(result.failures, [], text);
  return result;
}

/** `{name:web}`: "web" is of the value `name`. */
function check(text: string, expected: string): void {
  const { text: output, segments } = rendered(text, values);
  let at = 0;
  const pieces: { names: string; text: string }[] = [];
  for (const { length, origins } of segments) {
    const names = origins.map(({ path }) => path.join(".")).join("+");
    const last = pieces.at(-1);
    const part = output.slice(at, (at += length));
    if (last?.names === names) last.text += part;
    else if (part) pieces.push({ names, text: part });
  }
  assert.equal(pieces.map((piece) => (piece.names ? `{${piece.names}:${piece.text}}` : piece.text)).join(""), expected, text);
}

test("strings keep their stretches", () => {
  check("{{ quote .name }}", '"{name:web}"');
  check("{{ squote .name .port }}", "'{name:web}' '{port:80}'");
  check("{{ cat .name .other }}", "{name:web} {other:db}");
  check('{{ printf "%s-%s" .name .other | trunc 5 }}', "{name:web}-{other:d}");
  check('{{ printf "%s-%s" .name .other | trunc -3 }}', "-{other:db}");
  check('{{ trimSuffix "-" .long }}', "{long:a-very-long-name}");
  check('{{ print .name "-" .other | replace "-" "." | upper }}', "{name:WEB}.{other:DB}");
  check('{{ replace "e" .other .name }}', "{name:w}{other:db}{name:b}");
  check('{{ list .name "x" .other | join "," }}', "{name:web},x,{other:db}");
  check("{{ trim .spaced }}{{ title .name }}", "{spaced:x}{name:Web}");
  check('{{ print "k: " .name "\\nl: " .other | nindent 2 }}', "\n  k: {name:web}\n  l: {other:db}");
  check("{{ .lines | indent 2 }}", "  {lines:one\n  two}");
  check("{{ b64enc .name }}", "{name:d2Vi}");
  check('{{ regexReplaceAll "e" .name "$0$0" }}', "{name:weeb}");
  check('{{ print .name "-" .other | quote }}', '"{name:web}-{other:db}"');
  check('{{ first (splitList "e" .name) }}', "{name:w}");
  check("{{ toString .port }}{{ .port | int }}", "{port:8080}");
  check('{{ repeat 2 (print .name "-") }}', "{name:web}-{name:web}-");
  check("{{ sha256sum .name | trunc 4 }}", "{name:4b5e}");
});

test("choices pass the chosen on, and name who chose", () => {
  check("{{ default .other .name }}", "{name:web}");
  check('{{ default "d" .empty }}', "{empty:d}");
  check("{{ default .other .empty }}", "{other+empty:db}");
  check("{{ coalesce .empty .name .other }}", "{name+empty:web}");
  check('{{ ternary "a" .name .flag }}', "{flag:a}");
  check('{{ get .map "a" }}{{ get .map "no" | default "x" }}', "{map.a:1}{map.no:x}");
  check('{{ dig "b" "c" "no" .map }}{{ dig "b" "no" .name .map }}', "{map.b.c:deep}{name+map.b.no:web}");
});

test("containers keep the traces of what they hold", () => {
  check("{{ first .list }}{{ last .list }}{{ index .list 1 }}", "{list.0:p}{list.2:p}{list.1:q}");
  check('{{ join "" (uniq (append .list .name)) }}', "{list.0:p}{list.1:q}{name:web}");
  check('{{ join "" (concat (rest .list) (list .other)) }}', "{list.1:q}{list.2:p}{other:db}");
  check('{{ join "" (reverse .list) }}', "{list.2:p}{list.1:q}{list.0:p}");
  check('{{ $d := dict "x" .name }}{{ $d.x }}{{ (set $d "x" .other).x }}', "{name:web}{other:db}");
  check("{{ $m := mergeOverwrite (deepCopy .map) .over }}{{ $m.a }}{{ $m.z }}{{ $m.b.c }}", "{over.a:2}{over.z:9}{map.b.c:deep}");
  check("{{ $m := merge (dict) .map .over }}{{ $m.a }}{{ $m.z }}", "{map.a:1}{over.z:9}");
  check('{{ (pick .map "a").a }}{{ (omit .map "a").b.c }}', "{map.a:1}{map.b.c:deep}");
  check("{{ range values .map }}{{ . }}{{ end }}", "{map.a:1}{map.b+map.b.c:map[c:deep]}");
  check('{{ keys .map | sortAlpha | join "," }}', "{map:a},{map:b}");
});

test("changing a value changes only what is of it", () => {
  const templates = [
    '{{ printf "%s-%s" .name .other | trunc 63 | trimSuffix "-" | quote }}',
    '{{ print "a: " .name "\\nb: " .other | nindent 4 }}{{ default .other .empty }}',
    '{{ ternary .name .other .flag }} {{ coalesce .empty .name }} {{ list .name .other "x" | join "/" }}',
    '{{ $m := merge (dict "k" .name) .map }}{{ $m.k }}{{ $m.a }}{{ .map.b.c | upper | b64enc }} {{ .long | trunc 6 }}',
    "{{ range .list }}{{ . }}{{ end }}{{ cat .name .port }}{{ squote .other .lines }}{{ .lines | indent 2 }}",
  ];
  for (const text of templates)
    for (const key of ["name", "other", "empty", "port", "lines", "long"] as const) {
      const changed = { ...values, [key]: key === "port" ? 81 : "changed" };
      const rest = (json: unknown) => {
        const { text: output, segments } = rendered(text, json);
        let at = 0;
        const parts = segments.map(({ length, origins }) => {
          const part = output.slice(at, (at += length));
          return origins.some(({ path }) => path[0] === key) ? "" : part;
        });
        return parts.join("");
      };
      assert.equal(rest(changed), rest(values), `${text}: ${key}`);
    }
});

test("what is drawn by lot or reads the clock stands still, and is marked", () => {
  const draws = [
    "{{ randAlphaNum 12 }}",
    "{{ randBytes 9 }}",
    "{{ uuidv4 }}",
    '{{ htpasswd "u" "p" }}',
    "{{ bcrypt .name }}",
    '{{ (genCA "ca" 365).Cert }}',
    '{{ genPrivateKey "ecdsa" }}',
    "{{ shuffle .long }}",
    "{{ randInt 3 9 }}",
    '{{ encryptAES "k" .name }}',
    '{{ derivePassword 1 "long" "p" "u" "s" }}',
    "{{ now }}",
    '{{ date "2006" "" }}',
    "{{ ago now }}",
    '{{ print "x" (randAlpha 3 | b64enc | quote) }}',
  ];
  for (const text of draws) {
    const { text: output, segments } = rendered(text, values);
    assert.equal(rendered(text, values).text, output, text);
    assert.ok(
      segments.some(({ isGenerated }) => isGenerated),
      text,
    );
  }
  const two = rendered("{{ randAlphaNum 12 }} {{ randAlphaNum 12 }}", values).text.split(" ");
  assert.notEqual(two[0], two[1]);
  const [once, twice] = rendered("{{ range list 1 2 }}{{ randAlphaNum 12 }} {{ end }}", values).text.split(" ");
  assert.equal(once, twice);
});
