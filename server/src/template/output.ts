// Collects what a template writes: the text, and for every stretch of it where it came from.

import type { Origin, TemplateSpan } from "../base/origin.ts";
import type { Region, Segment, Trace, Traced } from "./value.ts";

/** Who writes: the template text, the calls that lead to it, the branch it stands in. */
export interface Writer {
  readonly span: TemplateSpan | undefined;
  readonly includes: readonly TemplateSpan[];
  readonly region: Region | undefined;
}

/** The segments tile the text exactly. */
export class Output {
  readonly segments: Segment[] = [];
  readonly #origins = new Set<Origin>();
  readonly #deciders = new Set<Origin>();
  #text = "";
  #isUnknown = false;
  #isGenerated = false;

  get text(): string {
    return this.#text;
  }

  /** Text of the template itself, or a value that is no string put together from others. */
  write(text: string, trace: Trace, writer: Writer): void {
    this.#note(trace);
    const { segments } = trace;
    if (!segments) {
      if (text !== "" || trace.isUnknown) this.segments.push(segment(text.length, trace, writer));
    } else {
      const spreads = trace.isUnknown === true && !segments.some(({ isUnknown }) => isUnknown);
      for (const piece of segments) this.segments.push(adopted(piece, writer, spreads));
    }
    this.#text += text;
  }

  /** Something that happened here and left no text. */
  mark(writer: Writer, isUnknown: boolean): void {
    if (isUnknown) this.#isUnknown = true;
    this.segments.push(segment(0, isUnknown ? unknown : nothing, writer));
  }

  /** Origins that decided whether something is written. */
  decide(origins: readonly Origin[]): void {
    for (const origin of origins) this.#deciders.add(origin);
  }

  /** All of it as a value. */
  result(): Traced<string> {
    const trace = {
      origins: [...this.#origins],
      segments: this.segments,
      ...(this.#deciders.size > 0 && { deciders: [...this.#deciders] }),
      ...(this.#isUnknown && { isUnknown: true }),
      ...(this.#isGenerated && { isGenerated: true }),
    };
    return { value: this.#text, trace };
  }

  #note(trace: Trace): void {
    for (const origin of trace.origins) this.#origins.add(origin);
    if (trace.deciders) this.decide(trace.deciders);
    if (trace.isUnknown) this.#isUnknown = true;
    if (trace.isGenerated) this.#isGenerated = true;
  }
}

const nothing: Trace = { origins: [] };
const unknown: Trace = { origins: [], isUnknown: true };

function segment(length: number, { origins, isUnknown, isGenerated }: Trace, { span, includes, region }: Writer): Segment {
  return {
    length,
    origins,
    span,
    ...(includes.length > 0 && { includes }),
    ...(region && { region }),
    ...(isUnknown && { isUnknown }),
    ...(isGenerated && { isGenerated }),
  };
}

/** A stretch that no template text wrote yet is written by who prints it. */
function adopted(piece: Segment, { span, includes, region }: Writer, isUnknown: boolean): Segment {
  if (piece.span) return isUnknown ? { ...piece, isUnknown } : piece;
  return {
    ...piece,
    span,
    ...(includes.length > 0 && { includes }),
    ...(!piece.region && region && { region }),
    ...(isUnknown && { isUnknown }),
  };
}
