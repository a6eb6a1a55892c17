// Reads a broken document: the same events as js-yaml's for what is sound, the likeliest for the rest.

import { EVENT_ID } from "js-yaml";
import type { ParseEvent } from "./from-events.ts";
import { lineEnd, skipGap } from "./gap.ts";
import { endsMarker, findMarker } from "./marker.ts";
import { readNode, skipRest } from "./recovery-block.ts";
import { contentEnd } from "./recovery-line.ts";
import { Reader } from "./recovery-reader.ts";
import type { YamlProblem } from "./tree.ts";

export interface Recovery {
  readonly events: readonly ParseEvent[];
  /** Empty where all that was wrong is allowed by Go, or is of a kind that is not looked for. */
  readonly problems: readonly YamlProblem[];
  /** Whether something was accepted that YAML 1.2 forbids and Go allows. */
  readonly lenient: boolean;
}

/** Reads the first document of the text, in time linear in its length. */
export function recoverEvents(text: string): Recovery {
  const { start, marker, directive } = readPrologue(text);
  const r = new Reader(text.slice(0, documentEnd(text, start)), start);
  if (marker >= 0) r.lineStart = marker;
  if (directive >= 0 && marker < 0) r.report(directive, lineEnd(text, directive), "A line with `---` must follow the directives");
  r.skipGap();
  const sameLine = marker >= 0 && !r.isLineStart();
  readRoot(r, sameLine, start);
  const opening: ParseEvent = { type: EVENT_ID.DOCUMENT, explicitStart: marker >= 0, explicitEnd: false, directives: [] };
  return { events: [opening, ...withoutEmptyRoot(r.events), { type: EVENT_ID.POP }], problems: r.problems, lenient: r.lenient };
}

/** Where the content starts, and where its `---` and the first directive stand (-1: nowhere). */
function readPrologue(text: string): { start: number; marker: number; directive: number } {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let at = skipGap(text, first);
  const directive = text[at] === "%" && isLineStart(text, at) ? at : -1;
  while (text[at] === "%" && isLineStart(text, at)) at = skipGap(text, lineEnd(text, at));
  if (text.startsWith("---", at) && endsMarker(text, at + 3) && isLineStart(text, at))
    return { start: at + 3, marker: at, directive };
  return { start: directive < 0 ? first : at, marker: -1, directive };
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || "\r\n\uFEFF".includes(text[at - 1] ?? "");
}

function documentEnd(text: string, from: number): number {
  const ends = [findMarker(text, "---", from), findMarker(text, "...", from)].filter((at) => at >= 0);
  return Math.min(text.length, ...ends);
}

function readRoot(r: Reader, sameLine: boolean, behind: number): void {
  const keyBehindMarker = sameLine && r.keyColon() >= 0;
  if (keyBehindMarker) {
    r.report(r.pos, r.keyColon(), "The first key must stand in the line after `---`");
    r.lineStart = r.pos;
  }
  readNode(r, { n: -1, compact: !sameLine || keyBehindMarker, dashes: false, item: false, behind });
  skipRest(r);
  if (r.atEnd) return;
  if (r.keyColon() > r.pos && r.events[0]?.type === EVENT_ID.SEQUENCE) {
    // Manifests are maps: what came before is the damage.
    r.report(r.pos, r.keyColon(), "Keys cannot follow a list at the top level");
    r.forget(0);
    readNode(r, { n: -1, compact: true, dashes: false, item: false, behind });
    skipRest(r);
  }
  if (!r.atEnd) r.report(r.pos, contentEnd(r.text, r.pos), "This does not belong to the value before it");
}

/** As js-yaml marks a document without content. */
function withoutEmptyRoot(events: readonly ParseEvent[]): readonly ParseEvent[] {
  const [root] = events;
  const empty = root?.type === EVENT_ID.SCALAR && root.valueStart === root.valueEnd && root.style === 1;
  return empty && root.anchorStart < 0 && root.tagStart < 0 ? [{ ...root, valueStart: -1, valueEnd: -1 }] : events;
}
