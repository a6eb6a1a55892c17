// Says which plans cannot be written without harm to what they do not mean to change.

import { memo } from "../base/memo.ts";
import type { Plan } from "./edit-plan.ts";
import { isInside, isPair } from "./edit-read.ts";
import type { Entry } from "./edit-read.ts";
import { lineEnd } from "./gap.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlPair, YamlProblem, YamlSeq } from "./tree.ts";
import { nodeStart, pairEnd, pairStart } from "./write-layout.ts";

/**
 * False where a collection that gains or loses entries has explicit keys (`? …`), keys that are no scalars (as an unquoted
 * `{{ … }}` reads) or is a pair without braces in a flow sequence; where text that could not be read lies in what is
 * touched; or where an anchor would go that an alias elsewhere needs.
 */
export function canWrite(document: YamlDocument, plan: Plan): boolean {
  return (
    touchedCollections(plan).every((collection) => isRegular(document.text, collection)) &&
    touchedSpans(document.text, plan).every((span) => document.problems.every((problem) => isHarmless(problem, span))) &&
    keepsAnchors(document, plan)
  );
}

function touchedCollections(plan: Plan): readonly (YamlMap | YamlSeq)[] {
  const touched = new Set<YamlMap | YamlSeq>([...plan.addedPairs.keys(), ...plan.addedItems.keys()]);
  for (const entry of plan.removed) if (entry.parent && !isPair(entry.parent)) touched.add(entry.parent);
  return [...touched];
}

function isRegular(text: string, collection: YamlMap | YamlSeq): boolean {
  if (collection.kind === "seq") return !collection.flow || text[collection.start] === "[";
  if (collection.flow && text[collection.start] !== "{") return false;
  return collection.pairs.every((pair) => pair.key.kind === "scalar" && !isExplicit(text, pair));
}

function isExplicit(text: string, pair: YamlPair): boolean {
  return /(?:^|[\r\n{,[])[ \t]*(?:- +)*\?\s+$/.test(text.slice(Math.max(0, pairStart(pair) - 100), pairStart(pair)));
}

interface Touched {
  readonly start: number;
  readonly end: number;
}

/** To the end of their lines, since what was not understood may be no part of any node. */
function touchedSpans(text: string, plan: Plan): readonly Touched[] {
  const nodes: readonly Entry[] = [...touchedCollections(plan), ...plan.removed, ...plan.renamed.keys(), ...plan.replaced.keys()];
  return nodes.map((entry) => {
    const [start, end] = isPair(entry) ? [pairStart(entry), pairEnd(entry)] : [nodeStart(entry), entry.end];
    return { start, end: lineEnd(text, end) };
  });
}

function isHarmless(problem: YamlProblem, touched: Touched): boolean {
  if (problem.code === "duplicate-key" || problem.code === "unknown-alias") return true;
  return problem.end < touched.start || touched.end < problem.start;
}

function keepsAnchors(document: YamlDocument, plan: Plan): boolean {
  if (!document.text.includes("*") || !document.root) return true;
  return aliasesIn(document.root).every((alias) => isGone(alias, plan) || !alias.target || !isGone(alias.target, plan));
}

/** The anchor of a replaced node itself stays. */
function isGone(node: YamlNode, plan: Plan): boolean {
  for (const entry of plan.removed) if (isPair(entry) ? isInsidePair(node, entry) : isInside(node, entry)) return true;
  for (const entry of plan.replaced.keys())
    if (entry.kind === "alias" ? entry === node : entry !== node && isInside(node, entry)) return true;
  return false;
}

function isInsidePair(node: YamlNode, pair: YamlPair): boolean {
  return isInside(node, pair.key) || isInside(node, pair.value);
}

const aliasesIn = memo(aliasesOf);

function aliasesOf(node: YamlNode): readonly Extract<YamlNode, { kind: "alias" }>[] {
  if (node.kind === "alias") return [node];
  if (node.kind === "seq") return node.items.flatMap(aliasesOf);
  return node.kind === "map" ? node.pairs.flatMap(({ key, value }) => [...aliasesOf(key), ...aliasesOf(value)]) : [];
}
