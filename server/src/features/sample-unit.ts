// Small workspaces for tests of features: several files in one text, with a cursor in one of them.

import { LineIndex } from "../base/line-index.ts";
import { indexRules } from "../lint/rule-set.ts";
import { noSchemas } from "../schema/bundled.ts";
import { apply, createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import type { Position, Range } from "vscode-languageserver-types";
import type { Client, Engine } from "./engine.ts";
import { pathOf, uriOf } from "./convert.ts";

export interface Sample {
  readonly engine: Engine;
  readonly path: string;
  readonly position: Position;
}

const client: Client = {
  snippetEdits: false,
  documentChanges: true,
  changeAnnotations: true,
  resolvesActions: true,
  createsFiles: false,
  explainCommand: undefined,
  pageScheme: undefined,
  suppressCommand: undefined,
  completion: { snippets: false, insertReplace: false, asIs: true, labelDetails: false, tags: false, suggestCommand: undefined },
  severity: { error: "error", warning: "warning", info: "information" },
  uriOf,
  versionOf: (path) => (path.endsWith("/open.yaml") ? 7 : undefined),
};

/** A line `== name` starts a file below `/w`; a text without one is `/w/a.yaml`. `$0` is the cursor. */
export function sampleUnit(text: string, complete = true): Sample {
  const files = new Map<string, string>();
  const pieces = (/^== /m.test(text) ? text : `== a.yaml\n${text}`).split(/^== /m).slice(1);
  let found: { path: string; offset: number } | undefined;
  for (const piece of pieces) {
    const end = piece.indexOf("\n");
    const path = `/w/${piece.slice(0, end).trim()}`;
    const content = piece.slice(end + 1);
    const offset = content.indexOf("$0");
    if (offset >= 0) found = { path, offset };
    files.set(path, content.replace("$0", ""));
  }
  const empty = createSnapshot({ index: indexRules([]), today: "2026-01-01" });
  const { snapshot } = apply(empty, { roots: ["/w"], files, ...(complete && { complete: ["/w"] }) });
  const { path, offset } = found ?? { path: [...files.keys()][0]!, offset: 0 };
  const { line, column } = new LineIndex(files.get(path)!).positionAt(offset);
  return {
    engine: { snapshot, rules: [], client, schemas: noSchemas, snippets: {} },
    path,
    position: { line, character: column },
  };
}

/** `file:line text`, with lines from 1: short enough to be read in a test. */
export function shownPlace(snapshot: Snapshot, uri: string, range: Range): string {
  const path = pathOf(uri);
  const text = snapshot.files.get(path)!.text;
  const lines = new LineIndex(text);
  const offset = ({ line, character }: Position) => lines.offsetAt({ line, column: character });
  return `${path.slice("/w/".length)}:${range.start.line + 1} ${text.slice(offset(range.start), offset(range.end))}`;
}
