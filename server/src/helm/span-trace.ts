// Where the stretches of a traced text come from, for what is read out of it.

import type { Origin } from "../base/origin.ts";
import type { Span } from "../base/span.ts";
import type { Segment, Trace, Traced } from "../template/value.ts";

/** The trace of a stretch of the text: the origins of the segments that it touches. */
export function spanTraces({ trace }: Traced<string>): (span: Span) => Trace {
  const { segments } = trace;
  if (!segments) return () => trace;
  const starts = startsOf(segments);
  return ({ start, end }) => {
    const origins = new Set<Origin>();
    let isUnknown = false;
    let isGenerated = false;
    for (let i = firstAt(starts, start); i < segments.length && (starts[i]! < end || starts[i] === start); i++) {
      const segment = segments[i]!;
      for (const origin of segment.origins) origins.add(origin);
      if (segment.isUnknown) isUnknown = true;
      if (segment.isGenerated) isGenerated = true;
    }
    return {
      origins: [...origins],
      ...(trace.deciders && { deciders: trace.deciders }),
      ...(isUnknown && { isUnknown }),
      ...(isGenerated && { isGenerated }),
    };
  };
}

function startsOf(segments: readonly Segment[]): readonly number[] {
  let at = 0;
  return segments.map(({ length }) => (at += length) - length);
}

/** The index of the segment that holds the offset. */
function firstAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}
