// Regular expressions in Go's syntax, in time linear in the text.

import { compileRe2, expandMatch, quoteMeta } from "../../base/regex.ts";
import type { Re2, Re2Match } from "../../base/regex.ts";
import type { CallContext, ParamType, TemplateFunction } from "../function.ts";
import { canBackquote, quote } from "../go-quote.ts";
import { joined, sliced } from "../traced-text.ts";
import { List, unionOf } from "../value.ts";
import type { Traced } from "../value.ts";
import { fixed, int, ofStrings, spendCharacters, text } from "./define.ts";
import type { Family } from "./define.ts";

export const regexes: Family = {
  regexMatch: fixed(["string", "string"], (args, context) => matching(args, context, false)),
  mustRegexMatch: fixed(["string", "string"], (args, context) => matching(args, context, true)),
  regexQuoteMeta: ofStrings(1, quoteMeta),
  ...both("regexFind", ["string", "string"], (re2, [, whole]) => {
    const [match] = re2.matches(text(whole).value, 1);
    return match ? part(text(whole), match) : { value: "", trace: unionOf([whole!]) };
  }),
  ...both("regexFindAll", ["string", "string", "int"], (re2, [, whole, count]) => {
    const most = int(count);
    const found = most === 0 ? [] : re2.matches(text(whole).value, most);
    const items = found.map((match) => part(text(whole), match));
    return { value: new List(items, "string", undefined, items.length === 0), trace: unionOf([whole!]) };
  }),
  ...both("regexSplit", ["string", "string", "int"], (re2, [pattern, whole, count]) => {
    const items = split(re2, text(pattern).value, text(whole), int(count));
    return { value: new List(items ?? [], "string", undefined, !items), trace: unionOf([whole!]) };
  }),
  ...both("regexReplaceAll", ["string", "string", "string"], (re2, [, whole, fresh], context) => {
    const replacement = text(fresh);
    // Without groups in it, it stands as it is.
    if (!replacement.value.includes("$")) return replacedAll(re2, text(whole), context, () => replacement);
    return replacedAll(re2, text(whole), context, (match) => {
      const value = expandMatch(replacement.value, match, re2);
      return { value, trace: unionOf([part(text(whole), match), replacement]) };
    });
  }),
  ...both("regexReplaceAllLiteral", ["string", "string", "string"], (re2, [, whole, fresh], context) =>
    replacedAll(re2, text(whole), context, () => text(fresh)),
  ),
};

type Use = (re2: Re2, args: readonly Traced[], context: CallContext) => Traced;

/** The two forms differ in what a bad pattern's error says. */
function both(name: string, params: readonly ParamType[], use: Use): Family {
  const form = (isMust: boolean): TemplateFunction =>
    fixed(params, (args, context) => use(compile(text(args[0]).value, text(args[1]).value, context, isMust), args, context));
  return { [name]: form(false), [`must${name[0]!.toUpperCase()}${name.slice(1)}`]: form(true) };
}

function compile(pattern: string, subject: string, context: CallContext, isMust: boolean): Re2 {
  // Its time is linear in the text, and in the pattern.
  context.spend(Math.ceil((subject.length * (pattern.length + 1)) / 1000));
  const re2 = compileRe2(pattern);
  if ("matches" in re2) return re2;
  const quoted = canBackquote(pattern) ? `\`${pattern}\`` : quote(pattern);
  return context.fail(isMust ? re2.problem : `regexp: Compile(${quoted}): ${re2.problem}`);
}

/** A pattern that cannot be used matches nothing, unless it must. */
function matching(args: readonly Traced[], context: CallContext, isMust: boolean): Traced {
  const [pattern, whole] = args;
  const isBad = "problem" in compileRe2(text(pattern).value);
  if (isBad && !isMust) return { value: false, trace: unionOf(args) };
  const re2 = compile(text(pattern).value, text(whole).value, context, isMust);
  return { value: re2.matches(text(whole).value, 1).length > 0, trace: unionOf(args) };
}

function part(whole: Traced<string>, { start, end }: Re2Match): Traced<string> {
  return sliced(whole, start, end);
}

function replacedAll(
  re2: Re2,
  whole: Traced<string>,
  context: CallContext,
  replacement: (match: Re2Match) => Traced<string>,
): Traced<string> {
  const pieces: Traced<string>[] = [];
  let at = 0;
  for (const match of re2.matches(whole.value)) {
    const piece = replacement(match);
    context.spend(1);
    spendCharacters(context, piece.value.length);
    pieces.push(sliced(whole, at, match.start), piece);
    at = match.end;
  }
  return at === 0 && pieces.length === 0 ? whole : joined([...pieces, sliced(whole, at)]);
}

/** Go's Split; undefined is its nil. */
function split(re2: Re2, pattern: string, whole: Traced<string>, most: number): Traced<string>[] | undefined {
  if (most === 0) return undefined;
  if (pattern !== "" && whole.value === "") return [whole];
  const parts: Traced<string>[] = [];
  let [begin, end] = [0, 0];
  for (const match of re2.matches(whole.value, most)) {
    if (most > 0 && parts.length === most - 1) break;
    end = match.start;
    if (match.end !== 0) parts.push(sliced(whole, begin, end));
    begin = match.end;
  }
  if (end !== whole.value.length) parts.push(sliced(whole, begin));
  return parts;
}
