// Completes Chart.yaml (Helm's documentation, "The Chart.yaml File").

import type { CompletionItem } from "vscode-languageserver-types";
import { pathTo } from "../yaml/access.ts";
import { cursorAt, keysBeside } from "../yaml/cursor.ts";
import { partAt } from "../workspace/file.ts";
import { itemsOf, type ChartItem } from "./chart-complete-item.ts";
import type { ChartCursor } from "./chart-cursor.ts";
import type { Engine } from "./engine.ts";

type Keys = Readonly<Record<string, string>>;

const chartKeys: Keys = {
  apiVersion: "`v2`, or `v1` for charts of Helm 2",
  name: "The chart's name: lower case letters, digits and dashes",
  version: "The chart's own version (SemVer 2)",
  appVersion: "The version of what the chart installs; quote it",
  description: "One sentence",
  type: "`application` or `library`",
  kubeVersion: "The Kubernetes versions that it runs on, such as `>=1.30.0-0`",
  dependencies: "The charts that it needs",
  keywords: "Words that it is found by",
  home: "The project's home page",
  sources: "Where the source code lies",
  maintainers: "Who looks after it",
  icon: "The address of an SVG or PNG",
  deprecated: "Whether nobody should use it any more",
  annotations: "A map of strings",
};

const dependencyKeys: Keys = {
  name: "The name of the chart that is needed",
  version: "Which versions will do, such as `^1.2.0`",
  repository: "`https://…`, `oci://…`, `file://../folder`, or `@alias`",
  condition: "Values that switch it on, by their paths with commas between: the first boolean decides",
  tags: "What switches it on together with others",
  alias: "Another name, for values and templates",
  "import-values": "Values of the subchart that become the parent's",
};

const maintainerKeys: Keys = { name: "A person's or a team's name", email: "An address", url: "A page" };

const constants: Readonly<Record<string, readonly string[]>> = {
  apiVersion: ["v2", "v1"],
  type: ["application", "library"],
  deprecated: ["true", "false"],
};

export function chartFileItems(engine: Engine, { file, offset }: ChartCursor): CompletionItem[] {
  const part = partAt(file, offset);
  const cursor = part && cursorAt(part.document, offset - part.offset);
  if (!part || !cursor) return [];
  const word = { start: part.offset + cursor.word.start, end: part.offset + cursor.word.end };
  const { slot } = cursor;
  if (slot.kind === "item") return [];
  const path = pathTo(slot.kind === "key" ? slot.pair.parent : slot.node);
  const items: readonly ChartItem[] =
    slot.kind === "value"
      ? (constants[String(path.at(-1))] ?? []).filter(() => path.length === 1).map((label) => ({ label, kind: "constant" }))
      : Object.entries(keysAt(path))
          .filter(([key]) => !keysBeside(slot).has(key))
          .map(([label, documentation]) => ({ label, kind: "value", insert: `${label}: `, documentation }));
  return itemsOf(engine, file, word, offset, items);
}

function keysAt(path: readonly (string | number)[]): Keys {
  if (path.length === 0) return chartKeys;
  if (path.length !== 2 || typeof path[1] !== "number") return {};
  return path[0] === "dependencies" ? dependencyKeys : path[0] === "maintainers" ? maintainerKeys : {};
}
