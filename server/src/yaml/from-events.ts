// Builds the tree from a parser's event stream.

import { EVENT_ID, SCALAR_STYLE, getScalarValue } from "js-yaml";
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from "js-yaml";
import { duplicateKeys } from "./duplicates.ts";
import { blockScalarStart, lastContentEnd, skipGap } from "./gap.ts";
import type {
  ScalarStyle,
  YamlAlias,
  YamlMap,
  YamlNode,
  YamlPair,
  YamlProblem,
  YamlProperty,
  YamlScalar,
  YamlSeq,
} from "./tree.ts";

/**
 * An event as js-yaml makes it. The recovering parser adds what could not be found in the text of a broken document:
 * `colon` on the first event of a value (-1: not typed), `end` on the event that closes a flow collection,
 * `start` on a block scalar.
 */
export type ParseEvent = Event & {
  colon?: number | undefined;
  readonly end?: number | undefined;
  readonly start?: number | undefined;
};

type Placed = Pick<ParseEvent, "start" | "end">;

export interface BuiltTree {
  readonly root: YamlNode | undefined;
  /** In the order of the text. */
  readonly scalars: readonly YamlScalar[];
  readonly problems: readonly YamlProblem[];
}

/** Builds the first document of the stream. */
export function buildTree(text: string, events: readonly ParseEvent[]): BuiltTree {
  const builder = new TreeBuilder(text, events);
  return { root: builder.root(), scalars: builder.scalars, problems: builder.problems };
}

type Parent = YamlPair | YamlSeq | undefined;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Properties = Pick<ScalarEvent, "anchorStart" | "anchorEnd" | "tagStart" | "tagEnd">;

const STYLES: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
};

const FLOW = 2;
const COLON = 0x3a;

class TreeBuilder {
  readonly scalars: YamlScalar[] = [];
  readonly problems: YamlProblem[] = [];
  readonly #text: string;
  readonly #events: readonly ParseEvent[];
  readonly #anchors = new Map<string, YamlNode>();
  /** The next event. */
  #next = 0;
  /** The offset behind what was read last. */
  #at = 0;

  constructor(text: string, events: readonly ParseEvent[]) {
    this.#text = text;
    this.#events = events;
  }

  root(): YamlNode | undefined {
    const opening = this.#events[this.#next++];
    const first = this.#events[this.#next];
    if (opening?.type !== EVENT_ID.DOCUMENT || !first) return undefined;
    if (isEmpty(first) && first.anchorStart < 0 && first.tagStart < 0) return undefined;
    if (opening.explicitStart) this.#at = /^\uFEFF?---/m.exec(this.#text)?.index ?? 0;
    return this.#node(undefined);
  }

  #node(parent: Parent): YamlNode {
    const event = this.#events[this.#next++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#scalar(event, parent);
      case EVENT_ID.ALIAS:
        return this.#alias(event, parent);
      case EVENT_ID.SEQUENCE:
        return this.#seq(event, parent);
      case EVENT_ID.MAPPING:
        return this.#map(event, parent);
      default:
        throw new TypeError("a node event was expected");
    }
  }

  #scalar(event: ScalarEvent & Placed, parent: Parent): YamlScalar {
    const text = this.#text;
    const behind = Math.max(this.#at, event.anchorEnd, event.tagEnd);
    let start = event.valueStart;
    let end = event.valueEnd;
    if (start < 0) start = end = behind;
    else if (event.style >= SCALAR_STYLE.LITERAL_BLOCK) {
      end = lastContentEnd(text, start, end);
      start = event.start ?? blockScalarStart(text, behind);
    } else if (event.style !== SCALAR_STYLE.PLAIN) {
      start -= 1;
      end = event.end ?? end + 1;
    }
    const style = STYLES[event.style] ?? "plain";
    const value = getScalarValue(text, event);
    const { anchorStart, tagStart } = event;
    const anchor = anchorStart < 0 ? undefined : this.#anchor(event);
    const tag = tagStart < 0 ? undefined : this.#tag(event);
    const node: YamlScalar = { kind: "scalar", start, end, parent, anchor, tag, style, value };
    this.#at = end;
    this.scalars.push(node);
    if (anchor) this.#anchors.set(anchor.text, node);
    return node;
  }

  #alias(event: AliasEvent, parent: Parent): YamlAlias {
    const start = event.anchorStart - 1;
    const end = event.anchorEnd;
    const name = this.#text.slice(event.anchorStart, end);
    const target = this.#anchors.get(name);
    if (!target) {
      const message = `No anchor \`&${name}\` stands above this alias`;
      this.problems.push({ start, end, code: "unknown-alias", severity: "error", message });
    }
    this.#at = end;
    return { kind: "alias", start, end, parent, anchor: undefined, tag: undefined, name, target };
  }

  #seq(event: SequenceEvent, parent: Parent): YamlSeq {
    const flow = event.style === FLOW;
    const items: YamlNode[] = [];
    const node: Mutable<YamlSeq> = { kind: "seq", start: event.start, end: 0, parent, ...this.#properties(event), flow, items };
    if (node.anchor) this.#anchors.set(node.anchor.text, node);
    this.#at = flow ? event.start + 1 : event.start;
    for (let next = this.#peek(); next && next.type !== EVENT_ID.POP; next = this.#peek()) {
      // An item that is not written stands behind its dash.
      if (!flow && isEmpty(next)) this.#at = skipGap(this.#text, this.#at) + 1;
      items.push(this.#node(node));
    }
    node.end = this.#close(flow);
    return node;
  }

  #map(event: MappingEvent, parent: Parent): YamlMap {
    const flow = event.style === FLOW;
    const braces = flow && this.#hasBraces(event);
    const pairs: YamlPair[] = [];
    const node: Mutable<YamlMap> = { kind: "map", start: event.start, end: 0, parent, ...this.#properties(event), flow, pairs };
    if (node.anchor) this.#anchors.set(node.anchor.text, node);
    this.#at = braces ? event.start + 1 : event.start;
    for (let next = this.#peek(); next && next.type !== EVENT_ID.POP; next = this.#peek()) pairs.push(this.#pair(node, next));
    node.end = this.#close(braces);
    duplicateKeys(node, this.problems);
    return node;
  }

  #pair(parent: YamlMap, keyEvent: ParseEvent): YamlPair {
    if (isEmpty(keyEvent)) this.#at = this.#emptyKey();
    // The pair and its two nodes refer to each other, so it is filled in as they come.
    const pair = { key: undefined, value: undefined, parent, colon: -1 } as unknown as Mutable<YamlPair>;
    pair.key = this.#node(pair);
    pair.colon = this.#colon(parent.flow);
    if (pair.colon >= 0) this.#at = pair.colon + 1;
    pair.value = this.#node(pair);
    return pair;
  }

  /** Where a key that is not written stands: behind its `?`, or before the `:`. */
  #emptyKey(): number {
    let at = skipGap(this.#text, this.#at);
    if (this.#text[at] === ",") at = skipGap(this.#text, at + 1);
    return this.#text[at] === "?" ? at + 1 : at;
  }

  #colon(flow: boolean): number {
    const value = this.#peek();
    if (value?.colon !== undefined) return value.colon;
    const at = skipGap(this.#text, this.#at);
    if (this.#text.charCodeAt(at) !== COLON) return -1;
    // In block style what has no white space behind it is the start of the next plain key.
    return flow || !(this.#text.charCodeAt(at + 1) > 0x20) ? at : -1;
  }

  #close(bracket: boolean): number {
    const pop = this.#events[this.#next++];
    if (!bracket) return this.#at;
    if (pop?.end !== undefined) return (this.#at = pop.end);
    let at = skipGap(this.#text, this.#at);
    if (this.#text[at] === ",") at = skipGap(this.#text, at + 1);
    return (this.#at = at + 1);
  }

  /** A pair in a flow sequence (`[a: b]`) is a flow map without braces; its key may again be a map with braces. */
  #hasBraces(event: MappingEvent): boolean {
    const next = this.#peek();
    const sameStart = next?.type === EVENT_ID.MAPPING && next.start === event.start;
    return !sameStart && this.#text[event.start] === "{";
  }

  #peek(): ParseEvent | undefined {
    return this.#events[this.#next];
  }

  #properties(event: Properties): Pick<YamlNode, "anchor" | "tag"> {
    return {
      anchor: event.anchorStart < 0 ? undefined : this.#anchor(event),
      tag: event.tagStart < 0 ? undefined : this.#tag(event),
    };
  }

  #anchor({ anchorStart, anchorEnd }: Properties): YamlProperty {
    return { start: anchorStart - 1, end: anchorEnd, text: this.#text.slice(anchorStart, anchorEnd) };
  }

  #tag({ tagStart, tagEnd }: Properties): YamlProperty {
    return { start: tagStart, end: tagEnd, text: this.#text.slice(tagStart, tagEnd) };
  }
}

function isEmpty(event: ParseEvent): event is ScalarEvent {
  return event.type === EVENT_ID.SCALAR && event.valueStart < 0;
}
