// Charts rendered, beside what the real Helm made of them.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { FileTree, fileOfText } from "../base/file-tree.ts";
import { defaultKubeVersion, parseKubeVersion } from "./capabilities.ts";
import { loadChart } from "./chart.ts";
import { ChartError } from "./metadata.ts";
import { printRender } from "./print.ts";
import { renderChartNow } from "./render.ts";
import { mergeValues, ValuesError } from "./values.ts";

interface Answer {
  readonly out?: string;
  readonly error?: string;
}

const folder = "test/fixtures/helm";

for (const file of readdirSync(`${folder}/charts`)) {
  const name = file.replace(/\.txt$/, "");
  const chart = parse(readFileSync(`${folder}/charts/${file}`, "utf8"));
  const golden: Record<string, Answer> = JSON.parse(readFileSync(`${folder}/golden/${name}.json`, "utf8")).cases;
  for (const [label, args] of chart.cases)
    test(`${name}: ${label}`, () => {
      const wanted = golden[label]!;
      const got = template(chart.files, args);
      // The words about YAML's syntax are our own.
      if (wanted.error !== undefined && / yaml: /.test(wanted.error))
        assert.match(got.error ?? "", new RegExp(/^(.*?)yaml: /.exec(wanted.error)![1]!.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
      else assert.deepEqual(got, wanted);
    });
}

function template(files: FileTree, args: readonly string[]): Answer {
  const all = (...names: readonly string[]) => args.flatMap((arg, i) => (names.includes(arg) ? [args[i + 1] ?? ""] : []));
  try {
    const kube = all("--kube-version").map(parseKubeVersion)[0] ?? defaultKubeVersion;
    if (typeof kube === "string") return { error: kube };
    const read = (path: string) => files.get(path)?.text ?? "";
    const values = mergeValues({
      files: all("-f").map((path) => ({ path: `chart/${path}`, text: read(`chart/${path}`) })),
      set: all("--set"),
      setString: all("--set-string"),
      setJson: all("--set-json"),
      setFile: all("--set-file"),
      setLiteral: all("--set-literal"),
      readFile: read,
    });
    const chart = loadChart(files, "chart", (bytes) => gunzipSync(bytes));
    const release = {
      name: "release-name",
      namespace: all("--namespace")[0] ?? "default",
      isUpgrade: args.includes("--is-upgrade"),
      kubeVersion: kube,
      apiVersions: all("-a").flatMap((list) => list.split(",")),
    };
    const render = renderChartNow(chart, values, { release, mode: "strict" });
    const [problem] = render.problems;
    if (problem)
      return { error: `${problem.text}${problem.hasRelease ? "\n\nUse --debug flag to render out invalid YAML" : ""}` };
    const options = {
      includeCrds: args.includes("--include-crds"),
      noHooks: args.includes("--no-hooks"),
      skipTests: args.includes("--skip-tests"),
      showOnly: all("-s"),
    };
    const out = printRender(render.chart!, render.sorted!, options);
    return typeof out === "string" ? { out } : { error: out.refused };
  } catch (error) {
    if (error instanceof ChartError || error instanceof ValuesError) return { error: error.message };
    throw error;
  }
}

/** As generate.mjs reads it. */
function parse(text: string): { readonly cases: readonly (readonly [string, readonly string[]])[]; readonly files: FileTree } {
  const [head = "", ...rest] = text.split(/^-- (.+) --\n/m);
  const cases = [...head.matchAll(/^case ([\w-]+):(.*)$/gm)].map(([, label = "", line = ""]) => {
    const options = [...line.matchAll(/ (--?[a-z-]+)(?: (?!-)((?:(?! --?[a-z]).)*))?/g)];
    return [label, options.flatMap(([, option = "", value]) => (value === undefined ? [option] : [option, value]))] as const;
  });
  const files = rest.flatMap((part, i) => (i % 2 === 0 ? [[`chart/${part}`, fileOfText(rest[i + 1] ?? "")] as const] : []));
  return { cases, files: new FileTree(files) };
}
