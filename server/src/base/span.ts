// A stretch of text, as two offsets into it.

/** Offsets are UTF-16 code units; `end` is exclusive. In every room below features they are relative to one YAML document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether `offset` lies in the span or touches its end, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether two spans share a character or touch. */
export function meets(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
