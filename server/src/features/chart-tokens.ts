// Colours for the actions of templates, by what their words are.

import { SemanticTokensBuilder } from "./semantic-tokens.ts";
import type { Token } from "../template/lex.ts";
import { tokensOf } from "../template/tokens.ts";
import { chartCursorAt } from "./chart-cursor.ts";
import { isFunctionName } from "./chart-complete-template.ts";
import { linesOf } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

export const tokenTypes = ["keyword", "function", "variable", "property", "string", "number", "operator", "comment"] as const;

type TokenType = (typeof tokenTypes)[number];

/** LSP's encoding; undefined where the file is no template of a chart. */
export function chartTokens(engine: Engine, path: string): number[] | undefined {
  const cursor = chartCursorAt(engine, path, { line: 0, character: 0 });
  if (!cursor?.text) return undefined;
  const { tokens, comments } = tokensOf(cursor.text.parsed);
  const typed = [
    ...tokens.flatMap((token) => typedTokens(token)),
    ...comments.map(({ start, end }) => ({ start, end, type: "comment" as const })),
  ].sort((a, b) => a.start - b.start);
  const builder = new SemanticTokensBuilder(linesOf(cursor.file), cursor.file.text);
  for (const { start, end, type } of typed) builder.add(start, end, tokenTypes.indexOf(type));
  return builder.data;
}

interface Typed {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
}

function typedTokens({ kind, start, end, text }: Token): readonly Typed[] {
  switch (kind) {
    case "identifier":
      return isFunctionName(text) ? [{ start, end, type: "function" }] : [];
    case "field":
      return [{ start: start + 1, end, type: "property" }];
    case "variable":
      return [{ start, end, type: "variable" }];
    case "string":
    case "rawString":
    case "charConstant":
      return [{ start, end, type: "string" }];
    case "number":
    case "complex":
      return [{ start, end, type: "number" }];
    case "pipe":
    case "assign":
    case "declare":
      return [{ start, end, type: "operator" }];
    default:
      return keywords.has(kind) ? [{ start, end, type: "keyword" }] : [];
  }
}

const keywords: ReadonlySet<Token["kind"]> = new Set<Token["kind"]>([
  "block",
  "bool",
  "break",
  "continue",
  "define",
  "else",
  "end",
  "if",
  "nil",
  "range",
  "template",
  "with",
]);
