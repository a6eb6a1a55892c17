// Texts with tab stops: what a completion inserts, for editors that know snippets and for those that don't.

/** A stop's text is what stands there until somebody types; the first choice is that text where there are choices. */
export interface Stop {
  readonly text: string;
  readonly choices?: readonly string[];
}

/** Lines after the first are indented by what they lie deeper than it. */
export type Draft = readonly (string | Stop)[];

/** How the lines after the first begin. */
export interface LineStart {
  readonly lineBreak: string;
  /** Columns. */
  readonly indent: number;
}

export const emptyStop: Stop = { text: "" };

export function asSnippet(draft: Draft, start: LineStart): string {
  let count = 0;
  return draft.map((piece) => (typeof piece === "string" ? escaped(indented(piece, start)) : stop(++count, piece))).join("");
}

export function asPlain(draft: Draft, start: LineStart): string {
  return draft.map((piece) => (typeof piece === "string" ? indented(piece, start) : piece.text)).join("");
}

/** The draft with its further lines so many columns deeper. */
export function deeper(draft: Draft, columns: number): Draft {
  const step = `\n${" ".repeat(columns)}`;
  return draft.map((piece) => (typeof piece === "string" ? piece.replaceAll("\n", step) : piece));
}

/** A snippet's body in which lines after the first get an indentation. */
export function indented(text: string, { lineBreak, indent }: LineStart): string {
  return text.replaceAll("\n", lineBreak + " ".repeat(indent));
}

/** A body of `snippets/` as it stands before anything is typed. */
export function plainBody(body: string): string {
  const texts = new Map<string, string>();
  // From the inside out: a placeholder may hold a mirror of another.
  let text = body;
  for (let before = ""; text !== before;) {
    before = text;
    text = text.replaceAll(innermost, (_, index: string, choices: string | undefined, content: string | undefined) => {
      const value = choices?.split(",")[0] ?? content ?? "";
      if (!texts.has(index)) texts.set(index, value);
      return value;
    });
    text = text.replaceAll(/\$(\d+)/g, (mirror, index: string) => texts.get(index) ?? mirror);
  }
  return text.replaceAll(/\$\d+/g, "").replaceAll(/\\([\\$}])/g, "$1");
}

const innermost = /\$\{(\d+)(?:\|([^|}]*)\||:([^${}]*))?\}/g;

function stop(index: number, { text, choices }: Stop): string {
  if (choices && choices.length > 1)
    return `\${${index}|${choices.map((choice) => choice.replaceAll(/[\\,|]/g, "\\$&")).join(",")}|}`;
  return text === "" ? `$${index}` : `\${${index}:${escaped(text)}}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}
