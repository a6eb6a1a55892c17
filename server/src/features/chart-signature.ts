// The signature of the function whose argument the cursor stands in.

import { MarkupKind, type Position, type SignatureHelp } from "vscode-languageserver-types";
import { functionDoc } from "../template/functions/docs.ts";
import { tokensOf } from "../template/tokens.ts";
import type { Token } from "../template/lex.ts";
import { chartCursorAt } from "./chart-cursor.ts";
import { isFunctionName } from "./chart-complete-template.ts";
import type { Engine } from "./engine.ts";

export function chartSignature(engine: Engine, path: string, position: Position): SignatureHelp | null {
  const cursor = chartCursorAt(engine, path, position);
  if (!cursor) return null;
  const { file, offset } = cursor;
  const before = tokensOf(cursor.text?.parsed ?? file).tokens.filter(({ start }) => start < offset);
  const call = openCall(before, offset);
  const doc = call && functionDoc(call.name);
  if (!call || !doc || doc.parameters.length === 0) return null;
  const { parameters, signature, text } = doc;
  const last = parameters.length - 1;
  return {
    signatures: [
      {
        label: signature,
        documentation: { kind: MarkupKind.Markdown, value: text },
        parameters: parameters.map((label, i) => ({ label: spanOf(parameters, signature, i, label) })),
      },
    ],
    activeSignature: 0,
    activeParameter: parameters[call.argument]?.length
      ? call.argument
      : isOpen(parameters, call.argument)
        ? openAt(parameters, last)
        : last,
  };
}

function isOpen(parameters: readonly string[], argument: number): boolean {
  return argument >= parameters.length && parameters.some((one) => one.endsWith("…"));
}

function openAt(parameters: readonly string[], last: number): number {
  const open = parameters.findIndex((one) => one.endsWith("…"));
  return open < 0 ? last : open;
}

function spanOf(parameters: readonly string[], signature: string, i: number, label: string): [number, number] {
  const start = signature.length - parameters.slice(i).reduce((sum, one) => sum + one.length + 1, -1);
  return [start, start + label.length];
}

interface OpenCall {
  readonly name: string;
  /** Which argument the cursor stands in, from 0. */
  argument: number;
}

/** Walks the tokens of the action: what is in brackets that are closed is one argument. */
function openCall(tokens: readonly Token[], offset: number): OpenCall | undefined {
  const start = tokens.findLastIndex(({ kind }) => kind === "leftDelim");
  const action = tokens.slice(start + 1);
  if (start < 0 || action.some(({ kind, end }) => kind === "rightDelim" && end <= offset)) return undefined;
  const outer: (OpenCall | undefined)[] = [];
  let call: OpenCall | undefined;
  let isFresh = true;
  let isSpaced = false;
  for (const { kind, text, end } of action) {
    if (kind === "space") isSpaced = true;
    else if (kind === "leftParen") {
      if (call && isSpaced) call.argument++;
      outer.push(call);
      [call, isFresh, isSpaced] = [undefined, true, false];
    } else if (kind === "rightParen") [call, isFresh, isSpaced] = [outer.pop(), false, false];
    else if (kind === "pipe" || kind === "declare" || kind === "assign") [call, isFresh, isSpaced] = [undefined, true, false];
    else {
      if (isFresh && kind === "identifier" && isFunctionName(text) && end < offset) call = { name: text, argument: -1 };
      else if (call && isSpaced) call.argument++;
      // `if`, `with` and `range` begin no command.
      if (!opensCommand.has(kind)) isFresh = false;
      isSpaced = false;
    }
  }
  if (call && isSpaced) call.argument++;
  return call && call.argument >= 0 ? call : undefined;
}

const opensCommand: ReadonlySet<Token["kind"]> = new Set<Token["kind"]>(["if", "with", "range", "else"]);
