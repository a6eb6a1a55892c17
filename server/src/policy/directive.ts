// Parses the words of one suppression comment.

import { didYouMean } from "../base/nearest.ts";
import type { Span } from "../base/span.ts";
import { dateProblem } from "./date.ts";

export const IGNORE = "kube-clinic-ignore";

export interface Directive extends Span {
  /** `here`: the line, or what comes next where the comment has a line of its own. */
  readonly form: "here" | "next-line" | "file";
  /** As written. A comment whose words do not parse names none: it silences nothing. */
  readonly ids: readonly Word[];
  readonly reason: string | undefined;
  /** YYYY-MM-DD. */
  readonly until: string | undefined;
  readonly problem: Word | undefined;
}

/** A text and where it stands; of a problem, the message. */
export interface Word extends Span {
  readonly text: string;
}

/**
 * The directive in `text` between two offsets, the comment's own marks (`#`, `{{/*`) left out; undefined where the comment does
 * not start with our word. Spans are offsets in `text`.
 */
export function parseDirective(text: string, start: number, end: number): Directive | undefined {
  const words = new Words(text.slice(start, end), start);
  const keyword = words.take(/[\w-]+/y);
  if (!keyword?.text.startsWith(IGNORE)) return undefined;
  const form = forms.get(keyword.text);
  const span = { start: keyword.start, end: words.lastEnd() };
  if (form === undefined)
    return broken(span, { ...keyword, text: `Unknown word \`${keyword.text}\`${didYouMean(keyword.text, forms.keys())}` });
  const colon = words.take(/:/y);
  if (colon) return broken(span, { ...colon, text: "No `:` belongs here: the rule ids follow at once" }, form);
  const ids = readIds(words);
  if ("problem" in ids) return broken(span, ids.problem, form);
  const facts = readFacts(words);
  return "problem" in facts ? broken(span, facts.problem, form) : { ...span, form, ids: ids.ids, ...facts, problem: undefined };
}

/** The comment that silences a rule, with its reason if there is one. */
export function suppressionText(rule: string, reason?: string): string {
  const quoted = reason?.replaceAll(/\s+/g, " ").replaceAll(/["\\]/g, "\\$&").trim();
  return `# ${IGNORE} ${rule}${quoted ? ` reason="${quoted}"` : ""}`;
}

const forms: ReadonlyMap<string, Directive["form"]> = new Map([
  [IGNORE, "here"],
  [`${IGNORE}-next-line`, "next-line"],
  [`${IGNORE}-file`, "file"],
]);

function broken(span: Span, problem: Word, form: Directive["form"] = "here"): Directive {
  return { ...span, form, ids: [], reason: undefined, until: undefined, problem };
}

function readIds(words: Words): { ids: readonly Word[] } | { problem: Word } {
  const ids: Word[] = [];
  do {
    const id = words.take(/[^\s,="]+(?![^\s,"]*=)/y);
    if (!id)
      return {
        problem: words.here(ids.length > 0 ? "A rule id is missing behind the comma" : "Name the rules to ignore, or `all`"),
      };
    ids.push(id);
  } while (words.take(/,/y));
  return { ids };
}

function readFacts(words: Words): Pick<Directive, "reason" | "until"> | { problem: Word } {
  let reason: string | undefined;
  let until: string | undefined;
  while (!words.atEnd()) {
    if (words.take(/reason=/y)) {
      const quoted = words.take(/"(?:[^"\\]|\\.)*"(?=\s|$)/y);
      if (!quoted) return { problem: words.here('A reason stands in double quotes: `reason="…"`') };
      reason = quoted.text.slice(1, -1).replaceAll(/\\(.)/g, "$1").trim() || undefined;
    } else if (words.take(/until=/y)) {
      const date = words.take(/\S+/y);
      const problem = date && dateProblem(date.text);
      if (!date || problem !== undefined)
        return { problem: date ? { ...date, text: problem ?? "" } : words.here("A date is missing") };
      until = date.text;
    } else {
      const only = 'only `reason="…"` and `until=2027-01-31` follow the rules';
      return { problem: words.here(`\`${words.next()}\` is not understood, ${only}`) };
    }
  }
  return { reason, until };
}

/** Reads a comment from left to right, blanks skipped. `offset`: where it stands. */
class Words {
  #at = 0;

  constructor(
    readonly text: string,
    readonly offset: number,
  ) {}

  take(pattern: RegExp): Word | undefined {
    this.#skip();
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.text)?.[0];
    if (text === undefined) return undefined;
    const start = this.offset + this.#at;
    this.#at += text.length;
    return { text, start, end: start + text.length };
  }

  atEnd(): boolean {
    this.#skip();
    return this.#at >= this.text.length;
  }

  /** A problem at the next word, or at the end. */
  here(message: string): Word {
    this.#skip();
    const start = this.offset + this.#at;
    return { text: message, start, end: start + this.next().length };
  }

  /** The next word, not taken. */
  next(): string {
    const pattern = /\S*/y;
    pattern.lastIndex = this.#at;
    return pattern.exec(this.text)?.[0] ?? "";
  }

  lastEnd(): number {
    return this.offset + this.text.trimEnd().length;
  }

  #skip(): void {
    while (this.text[this.#at] === " " || this.text[this.#at] === "\t") this.#at++;
  }
}
