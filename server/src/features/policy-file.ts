// Completion and hover in the policy file.

import {
  CompletionItemKind,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type Hover,
  type Position,
} from "vscode-languageserver-types";
import { completePolicy, hoverPolicy } from "../policy/complete.ts";
import { locate, rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";

export function completePolicyFile({ snapshot }: Engine, path: string, position: Position): CompletionItem[] {
  const place = policyPlace(snapshot, path, position);
  if (!place) return [];
  const { part, offset } = place;
  return completePolicy(part.document, offset, snapshot.config.index).map(
    ({ kind, label, detail, documentation, insertText, span }, i) => ({
      label,
      kind: kind === "key" ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
      detail,
      documentation: { kind: MarkupKind.Markdown, value: documentation },
      filterText: insertText,
      sortText: String(i).padStart(4, "0"),
      insertTextMode: InsertTextMode.adjustIndentation,
      textEdit: { range: rangeOf(part, span), newText: insertText },
    }),
  );
}

export function hoverPolicyFile({ snapshot }: Engine, path: string, position: Position): Hover | undefined {
  const place = policyPlace(snapshot, path, position);
  const text = place && hoverPolicy(place.part.document, place.offset, snapshot.config.index);
  return text ? { contents: { kind: MarkupKind.Markdown, value: text } } : undefined;
}

function policyPlace(snapshot: Engine["snapshot"], path: string, position: Position) {
  const file = snapshot.files.get(path);
  return file && snapshot.kindOf(path) === "policy" ? locate(file, position) : undefined;
}
