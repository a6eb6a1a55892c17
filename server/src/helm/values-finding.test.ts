// What a schema has against values, each at its place and in plain words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FileTree, fileOfText } from "../base/file-tree.ts";
import type { TreeFile } from "../base/file-tree.ts";
import { defaultKubeVersion } from "./capabilities.ts";
import { loadChart } from "./chart.ts";
import type { ChartRender } from "./render.ts";
import { renderChartNow } from "./render.ts";
import { mergeValues } from "./values.ts";
import type { ValuesInput } from "./values.ts";

interface Written {
  readonly schema: unknown;
  readonly values: string;
  readonly child?: { readonly schema: unknown; readonly values?: string };
  readonly input?: ValuesInput;
}

/** Each problem as `FILE PATH [- MISSING]: MESSAGE`, by the origin that won. */
function check(name: string, written: Written, wanted: readonly string[]): void {
  test(name, () => {
    const { problems } = render(written);
    const got = problems.map(({ values }) => {
      const [origin] = values?.origins ?? [];
      const place = origin ? `${origin.file} ${origin.path.join(".")}` : "nowhere";
      return `${place}${values?.missing === undefined ? "" : ` - ${values.missing}`}: ${values?.message}`;
    });
    assert.deepEqual(got, wanted);
  });
}

function text(value: unknown): TreeFile {
  return fileOfText(typeof value === "string" ? value : JSON.stringify(value));
}

function render({ schema, values, child, input = {} }: Written): ChartRender {
  const files = new FileTree([
    ["c/Chart.yaml", text("apiVersion: v2\nname: c\nversion: 0.1.0\n")],
    ["c/values.yaml", text(values)],
    ["c/values.schema.json", text(schema)],
    ["c/templates/a.yaml", text("a: b\n")],
    ...(child
      ? ([
          ["c/charts/kid/Chart.yaml", text("apiVersion: v2\nname: kid\nversion: 0.1.0\n")],
          ["c/charts/kid/values.yaml", text(child.values ?? "")],
          ["c/charts/kid/values.schema.json", text(child.schema)],
        ] as const)
      : []),
  ]);
  const chart = loadChart(files, "c", (bytes) => bytes);
  const release = { name: "r", namespace: "default", isUpgrade: false, kubeVersion: defaultKubeVersion, apiVersions: [] };
  return renderChartNow(chart, mergeValues(input), { release, mode: "tolerant" });
}

const port = { type: "integer", minimum: 1, maximum: 65535 };
const service = { properties: { service: { required: ["port", "type"], properties: { port }, additionalProperties: false } } };

check("a wrong type", { schema: { properties: { a: { type: "integer" } } }, values: "a: x\n" }, [
  "c/values.yaml a: `a` must be an integer, but is a string",
]);
check("several places", { schema: service, values: "service: {port: 70000, prot: 1}\n" }, [
  "c/values.yaml service - type: `service.type` is required",
  "c/values.yaml service.port: `service.port` must be at most 65535, but is 70000",
  "c/values.yaml service.prot: `service.prot` is not a value that this chart knows",
]);
check(
  "the file that won",
  {
    schema: service,
    values: "service: {port: 1, type: a}\n",
    input: { files: [{ path: "prod.yaml", text: "service: {port: no}" }] },
  },
  [
    "prod.yaml service.port: `service.port` must be an integer, but is a boolean",
    "c/values.yaml service.type: `service.type` is not a value that this chart knows",
  ],
);
check("an assignment", { schema: { properties: { a: { enum: ["x", 1] } } }, values: "a: x\n", input: { set: ["a=y"] } }, [
  '--set a: `a` must be one of `"x"`, `1`',
]);
check("items", { schema: { properties: { a: { items: { type: "string" } } } }, values: "a: [x, 1]\n" }, [
  "c/values.yaml a.1: `a[1]` must be a string, but is a number",
]);
check(
  "the branch that was meant",
  {
    schema: { properties: { a: { anyOf: [{ type: "string" }, { properties: { b: { type: "string" } } }] } } },
    values: "a: {b: 1}\n",
  },
  ["c/values.yaml a.b: `a.b` must be a string, but is a number"],
);
check(
  "alternatives of types",
  { schema: { properties: { a: { oneOf: [{ type: "string" }, { type: "null" }] } } }, values: "a: 1\n" },
  ["c/values.yaml a: `a` must be a string or null, but is a number"],
);
check("alternatives", { schema: { properties: { a: { anyOf: [{ minimum: 5 }, { multipleOf: 2 }] } } }, values: "a: 1\n" }, [
  "c/values.yaml a: `a` fits none of the allowed forms: it must be at least 5, but is 1; or it must be a multiple of 2, but is 1",
]);
check("names", { schema: { properties: { a: { propertyNames: { pattern: "^x" } } } }, values: "a: {b: 1}\n" }, [
  'c/values.yaml a.b: The key `b` must match the pattern `^x`, but is `"b"`',
]);
check(
  "a subchart, from its parent's values and from its own",
  {
    schema: {},
    values: "kid: {a: 1}\n",
    child: { schema: { properties: { a: { type: "string" }, b: { type: "string" } }, required: ["c"] }, values: "b: 2\n" },
  },
  [
    "c/values.yaml kid - c: `c` is required",
    "c/values.yaml kid.a: `a` must be a string, but is a number",
    "c/charts/kid/values.yaml b: `b` must be a string, but is a number",
  ],
);
check("no JSON", { schema: "{", values: "" }, ["nowhere: The schema cannot be used: unexpected EOF"]);
check(
  "what lies elsewhere",
  { schema: { properties: { a: { $ref: "https://x.test/y.json#/z" }, b: { type: "string" } } }, values: "b: 1\n" },
  [
    "nowhere: The schema refers to `https://x.test/y.json`, which kube-clinic does not fetch: what it says is not checked",
    "c/values.yaml b: `b` must be a string, but is a number",
  ],
);
check(
  "a schema of hostile growth",
  {
    schema: {
      $ref: "#/d/0",
      d: Array.from({ length: 60 }, (_, i) => (i < 59 ? { anyOf: [{ $ref: `#/d/${i + 1}` }, { $ref: `#/d/${i + 1}` }] } : false)),
    },
    values: "b: 1\n",
  },
  ['nowhere: The schema cannot be used: the schema at "file:///values.schema.json#/d/56/anyOf/0" takes too long to evaluate'],
);

test("a problem leads to the schema, and rendering goes on", () => {
  const schema = '{"properties": {"a": {"type": "string"}}}';
  const { problems, templates } = render({ schema, values: "a: 1\n" });
  const { span, file } = problems[0]!.values!.schema;
  assert.equal(file, "c/values.schema.json");
  assert.equal(schema.slice(span!.start, span!.end), '{"type": "string"}');
  assert.equal(templates.get("c/templates/a.yaml")?.text.value, "a: b\n");
});

for (const [name, schema] of Object.entries({
  brackets: "[".repeat(100_000),
  properties: `${'{"properties":{"a":'.repeat(700)}{}${"}}".repeat(700)}`,
  alternatives: `${'{"anyOf":['.repeat(740)}true${"]}".repeat(740)}`,
  references: JSON.stringify({ $ref: "#/d/0", d: Array.from({ length: 3000 }, (_, i) => ({ $ref: `#/d/${i + 1}` })) }),
  identities: JSON.stringify({ $defs: Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [i, { $id: `u${i}` }])) }),
  numbers: `{"properties":{"a":{"maximum":1e999999,"multipleOf":1e-999999,"minimum":${"9".repeat(20_000)}}}}`,
}))
  test(`hostile ${name} end in a message or in nothing, and soon`, () => {
    const start = performance.now();
    const { problems } = render({ schema, values: "a: 1\n" });
    assert.ok(problems.length <= 3);
    assert.ok(performance.now() - start < 3000, `${performance.now() - start} ms`);
  });
