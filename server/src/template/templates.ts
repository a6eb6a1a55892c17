// Templates that see each other by name, as Go's text/template associates them.

import { memo } from "../base/memo.ts";
import type { TemplateSpan } from "../base/origin.ts";
import { TemplateError } from "./error.ts";
import type { TemplateSet } from "./function.ts";
import { quote } from "./go-quote.ts";
import type { ListNode, Place } from "./node.ts";
import { parseTemplate } from "./parse.ts";
import { isEmptyList } from "./parsed-text.ts";
import type { ParsedText } from "./parsed-text.ts";
import type { Problem } from "./parse-state.ts";
import type { Traced } from "./value.ts";

/** A text under the name it was parsed by: what its nodes need to know of where they are. */
export class Source {
  readonly name: string;
  readonly parsed: ParsedText;
  /** Of a text that a template had parsed: it, with where it comes from. Its stretches are whoever had it parsed's. */
  readonly made: Traced<string> | undefined;
  readonly #spans: (TemplateSpan | undefined)[] = [];

  constructor(name: string, parsed: ParsedText, made?: Traced<string>) {
    this.name = name;
    this.parsed = parsed;
    this.made = made;
  }

  /** One object for one place. */
  span({ id, start, end }: Place): TemplateSpan {
    return (this.#spans[id] ??= { template: this.name, start, end });
  }
}

/** Parses a text once; gives up the texts not asked for longest when they are too many. */
export class ParseCache {
  readonly #functions: { has: (name: string) => boolean };
  readonly #capacity: number;
  readonly #known = new Map<string, ParsedText>();
  #size = 0;

  /** `functions` are those that may be called; `capacity` is in UTF-16 code units of all texts. */
  constructor(functions: { has: (name: string) => boolean }, capacity = 4_000_000) {
    this.#functions = functions;
    this.#capacity = capacity;
  }

  get(text: string): ParsedText {
    const known = this.#known.get(text);
    if (known) this.#known.delete(text);
    else this.#size += text.length;
    const parsed = known ?? parseTemplate(text, this.#functions);
    this.#known.set(text, parsed);
    for (const oldest of this.#known.keys()) {
      if (this.#size <= this.#capacity) break;
      this.#known.delete(oldest);
      this.#size -= oldest.length;
    }
    return parsed;
  }
}

/** Something that can be executed: a file's own text, or what it defines. */
export interface Template {
  readonly name: string;
  readonly root: ListNode;
  readonly source: Source;
}

/** Immutable: adding makes another set. */
export class Templates implements TemplateSet {
  readonly #base: Templates | undefined;
  readonly #own: ReadonlyMap<string, Template>;
  /** The template that was added last itself, also if it is empty and so replaces no other of its name. */
  readonly main: Template | undefined;

  private constructor(base: Templates | undefined, own: ReadonlyMap<string, Template>, main: Template | undefined) {
    this.#base = base;
    this.#own = own;
    this.main = main;
  }

  static readonly none = new Templates(undefined, new Map(), undefined);

  get(name: string): Template | undefined {
    return this.#own.get(name) ?? this.#base?.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The names, each once. */
  names(): string[] {
    return [...new Set([...(this.#base?.names() ?? []), ...this.#own.keys()])];
  }

  /** With a text and its definitions. A later one replaces an earlier one of the same name, unless it is empty. */
  with(source: Source): Templates {
    const { main, own } = templatesOf(source);
    const added = new Map(own);
    for (const [name, template] of own) if (isEmptyList(template.root) && this.has(name)) added.delete(name);
    return new Templates(this, added, main);
  }

  /** What texts that templates had parsed added to a set, added to another. */
  on(set: Templates): Templates {
    return this.#base && this.main ? new Templates(this.#base.on(set), this.#own, this.main) : set;
  }

  /** With many, without a layer for each. */
  withAll(sources: readonly Source[]): Templates {
    const own = new Map<string, Template>();
    for (const source of sources) {
      for (const [name, template] of templatesOf(source).own) {
        if (!isEmptyList(template.root) || !(own.has(name) || this.has(name))) own.set(name, template);
      }
    }
    return new Templates(this, own, undefined);
  }
}

/** What a source brings, whatever else there is: always the same objects. */
const templatesOf = memo((source: Source) => {
  const own = new Map<string, Template>();
  for (const { name, root } of source.parsed.definitions) add(own, { name, root, source });
  const main = { name: source.name, root: source.parsed.root, source };
  add(own, main);
  return { main, own };
});

/** Why Go would refuse the text, as it says it; undefined: it is a template. */
export const refusal: (source: Source) => TemplateError | undefined = memo((source: Source) => {
  const [problem] = problemsOf(source.parsed, source.name);
  if (!problem) return undefined;
  const span = { template: source.name, start: problem.start, end: problem.end };
  const text = source.made && { text: source.made.value };
  const failure = { kind: "parse", reason: problem.message, span, includes: [], fault: {}, ...text } as const;
  return new TemplateError(describeProblem(problem, source.name), failure);
});

/** The problems of a text that is parsed under a name, also those that depend on the name. */
export function problemsOf(parsed: ParsedText, name: string): readonly Problem[] {
  const { problems, definitions, text, root } = parsed;
  const known = new Map<string, ListNode>();
  // Go stops at what it meets first.
  const all = [...problems];
  for (const definition of definitions) {
    if (!isTaken(known, definition.name, definition.root)) continue;
    const earlier = all.length - problems.length;
    all.splice(definition.problemsBefore + earlier, 0, clash(definition.name, definition));
  }
  if (isTaken(known, name, root)) all.push(clash(name, { start: 0, end: text.length, line: text.split("\n").length }));
  return all;
}

/** Go's message with its location. */
export function describeProblem({ message, line, actionLine }: Problem, name: string): string {
  const where = `template: ${name}:${line}: ${message}`;
  if (actionLine === undefined) return where;
  return `${where}${message.endsWith(" action") ? "" : " in action"} started at ${name}:${actionLine}`;
}

function clash(name: string, place: { start: number; end: number; line: number }): Problem {
  const message = `template: multiple definition of template ${quote(name)}`;
  return { message, line: place.line, start: place.start, end: place.end };
}

/** Whether another text with this name was there before; notes this one. */
function isTaken(known: Map<string, ListNode>, name: string, root: ListNode): boolean {
  const earlier = known.get(name);
  if (!earlier || isEmptyList(earlier)) known.set(name, root);
  else if (!isEmptyList(root)) return true;
  return false;
}

/** In one text the first definition that is not empty counts. */
function add(own: Map<string, Template>, template: Template): void {
  const earlier = own.get(template.name);
  if (!earlier || isEmptyList(earlier.root)) own.set(template.name, template);
}
