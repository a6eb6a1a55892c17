// Cuts and joins strings so that every stretch keeps where it came from.

import { Bytes, Dict, Int, List, noTrace, unionOf } from "./value.ts";
import type { Segment, Trace, Traced } from "./value.ts";

/** The strings one after another, each stretch with its own origins. */
export function joined(pieces: readonly Traced<string>[]): Traced<string> {
  const solid = pieces.filter(({ value, trace }) => value !== "" || trace !== noTrace);
  if (solid.length === 1) return solid[0]!;
  const value = solid.map((piece) => piece.value).join("");
  const trace = unionOf(solid);
  if (solid.every((piece) => isBlank(piece.trace))) return { value, trace };
  return { value, trace: { ...plain(trace), segments: merged(solid) } };
}

/** `text[from:to]` in UTF-16 code units. */
export function sliced(text: Traced<string>, from: number, to = text.value.length): Traced<string> {
  if (from === 0 && to === text.value.length) return text;
  const value = text.value.slice(from, to);
  const { segments } = text.trace;
  if (!segments) return { value, trace: text.trace };
  const kept: Segment[] = [];
  let at = 0;
  for (const segment of segments) {
    const end = at + segment.length;
    const length = Math.min(end, to) - Math.max(at, from);
    if (length > 0 || (segment.length === 0 && length === 0)) kept.push(sized(segment, length));
    at = end;
  }
  return { value, trace: { ...text.trace, segments: kept } };
}

/** Another string in the place of this one: every part of it may be of every origin. */
export function replaced(text: Traced<string>, value: string): Traced<string> {
  if (value === text.value) return text;
  const { trace } = text;
  return { value, trace: trace.segments ? { ...plain(trace), segments: blurred(text, value.length) } : trace };
}

/** The same letters, spelled in another way: they stand where they stood, unless some became more or less. */
export function respelled(text: Traced<string>, value: string): Traced<string> {
  return value.length === text.value.length ? { value, trace: text.trace } : replaced(text, value);
}

/** Each stretch mapped by itself: for maps of which `map(a) + map(b)` is `map(a + b)`. */
export function mapped(text: Traced<string>, map: (part: string) => string): Traced<string> {
  const { segments } = text.trace;
  if (!segments) return { value: map(text.value), trace: text.trace };
  let at = 0;
  const parts = segments.map((segment) => map(text.value.slice(at, (at += segment.length))));
  const resized = segments.map((segment, i) => sized(segment, parts[i]!.length));
  return { value: parts.join(""), trace: { ...text.trace, segments: resized } };
}

/** What the string is made of, as segments that cover it. */
export function segmentsOf({ value, trace }: Traced<string>): readonly Segment[] {
  if (trace.segments) return trace.segments;
  return value === "" && !trace.isUnknown ? [] : [segmentOf(value.length, trace)];
}

/** The value that was chosen, when which one it is depends on others: they are origins, too, behind its own. */
export function chosenBy(chosen: Traced, choosers: readonly Traced[]): Traced {
  if (choosers.every(({ trace }) => trace === noTrace)) return chosen;
  const more = choosers.flatMap(({ trace }) => trace.origins);
  const trace = unionOf([chosen, ...choosers]);
  const { segments } = chosen.trace;
  if (!segments) return { value: chosen.value, trace };
  const widened = segments.map((segment) => ({ ...segment, origins: [...new Set([...segment.origins, ...more])] }));
  return { value: chosen.value, trace: { ...trace, segments: widened } };
}

/** Something taken out of a container: it keeps its own trace, and what is said of the whole container holds for it. */
export function takenFrom(container: Traced, item: Traced): Traced {
  const isUnknown = container.trace.isUnknown && !item.trace.isUnknown;
  const isGenerated = container.trace.isGenerated && !item.trace.isGenerated;
  if (!isUnknown && !isGenerated) return item;
  return { value: item.value, trace: { ...item.trace, ...(isUnknown && { isUnknown }), ...(isGenerated && { isGenerated }) } };
}

/** Everything a value is made of, however deep it is nested. */
export function deepTrace(arg: Traced): Trace {
  if (typeof arg.value !== "object" || arg.value === null || arg.value instanceof Int) return plain(arg.trace);
  const found = new Set<Traced>();
  collect(arg, found);
  return unionOf([...found]);
}

function collect(arg: Traced, found: Set<Traced>): void {
  if (found.has(arg)) return;
  found.add(arg);
  const { value } = arg;
  if (value instanceof Bytes) return;
  if (value instanceof List) for (const item of value.items) collect(item, found);
  if (value instanceof Dict) for (const entry of value.entries.values()) collect(entry, found);
}

/** The trace without its segments: the whole string is of its origins. */
export function plain(trace: Trace): Trace {
  if (!trace.segments) return trace;
  const { origins, deciders, isUnknown, isGenerated } = trace;
  return { origins, ...(deciders && { deciders }), ...(isUnknown && { isUnknown }), ...(isGenerated && { isGenerated }) };
}

function isBlank(trace: Trace): boolean {
  return trace.origins.length === 0 && !trace.segments && !trace.isUnknown && !trace.isGenerated;
}

function segmentOf(length: number, { origins, isUnknown, isGenerated }: Trace): Segment {
  return { length, origins, span: undefined, ...(isUnknown && { isUnknown }), ...(isGenerated && { isGenerated }) };
}

function sized(segment: Segment, length: number): Segment {
  return length === segment.length ? segment : { ...segment, length };
}

/** One stretch of all origins, and the marks in front of it. */
function blurred({ trace }: Traced<string>, length: number): Segment[] {
  const marks = trace.segments?.filter((segment) => segment.length === 0) ?? [];
  return [...marks, segmentOf(length, trace)];
}

/** Neighbours that say the same become one; marks stay. */
function merged(pieces: readonly Traced<string>[]): Segment[] {
  const result: Segment[] = [];
  for (const piece of pieces) {
    for (const segment of segmentsOf(piece)) {
      const last = result.at(-1);
      if (last && isSame(last, segment)) result[result.length - 1] = { ...last, length: last.length + segment.length };
      else result.push(segment);
    }
  }
  return result;
}

function isSame(a: Segment, b: Segment): boolean {
  if (a.length === 0 || b.length === 0 || a.span !== b.span || a.includes !== b.includes || a.region !== b.region) return false;
  if (a.isUnknown !== b.isUnknown || a.isGenerated !== b.isGenerated) return false;
  return (
    a.origins === b.origins || (a.origins.length === b.origins.length && a.origins.every((origin, i) => origin === b.origins[i]))
  );
}
