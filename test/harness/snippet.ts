// Expands the body of a VS Code snippet as the editor does before anything is typed.

/** A stretch of a body. A choice's content is its first option; a stop without content mirrors the one that has it. */
type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "stop"; readonly index: number; readonly content: readonly Piece[]; readonly choices: readonly string[] }
  | { readonly kind: "variable"; readonly name: string; readonly content: readonly Piece[] };

export interface Snippet {
  /** What is inserted at the margin. */
  readonly text: string;
  /** Tab stops by the place of their first occurrence. */
  readonly stops: readonly number[];
  readonly choices: ReadonlyMap<number, readonly string[]>;
}

export interface ExpandOptions {
  /** Variables with a value; those without stand for their content, or for nothing. */
  readonly variables?: ReadonlyMap<string, string>;
  /** What is typed or picked at tab stops, in place of their content. */
  readonly typed?: ReadonlyMap<number, string>;
}

/** Throws where the body is not written as the editor's grammar has it, and on transforms, which it does not know. */
export function expandSnippet(
  body: readonly string[],
  { variables = new Map(), typed = new Map() }: ExpandOptions = {},
): Snippet {
  const pieces = new BodyReader(body.join("\n")).read();
  const first = new Map<number, Piece & { kind: "stop" }>();
  const stops = new Set<number>();
  for (const piece of walk(pieces)) {
    if (piece.kind !== "stop") continue;
    stops.add(piece.index);
    if (piece.content.length > 0 && !first.has(piece.index)) first.set(piece.index, piece);
  }
  const write = (list: readonly Piece[], within: readonly number[]): string =>
    list.map((piece) => writePiece(piece, within)).join("");
  const writePiece = (piece: Piece, within: readonly number[]): string => {
    if (piece.kind === "text") return piece.text;
    if (piece.kind === "variable") return variables.get(piece.name) ?? write(piece.content, within);
    const { index } = piece;
    if (within.includes(index)) throw new Error(`tab stop ${index} holds itself`);
    return typed.get(index) ?? write(first.get(index)?.content ?? [], [...within, index]);
  };
  return {
    text: write(pieces, []),
    stops: [...stops],
    choices: new Map([...first].flatMap(([index, { choices }]) => (choices.length > 0 ? [[index, choices] as const] : []))),
  };
}

/** The text as it is inserted on a line with this indentation: every further line gets it too. */
export function indentSnippet(text: string, indentation: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : indentation + line))
    .join("\n");
}

function* walk(pieces: readonly Piece[]): Iterable<Piece> {
  for (const piece of pieces) {
    yield piece;
    if (piece.kind !== "text") yield* walk(piece.content);
  }
}

class BodyReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Piece[] {
    return this.#piecesTo(undefined);
  }

  /** Up to the character `end` or to the end of the text; a `}` outside of braces is text. */
  #piecesTo(end: string | undefined): Piece[] {
    const pieces: Piece[] = [];
    let text = "";
    const flush = () => {
      if (text) pieces.push({ kind: "text", text });
      text = "";
    };
    while (this.#at < this.#text.length && this.#text[this.#at] !== end) {
      const escaped = this.#take(/\\([\\$}])/y);
      if (escaped) {
        text += escaped[1];
        continue;
      }
      const piece = this.#text[this.#at] === "$" ? this.#dollar() : undefined;
      if (piece) {
        flush();
        pieces.push(piece);
      } else text += this.#text[this.#at++];
    }
    flush();
    return pieces;
  }

  /** Undefined where the `$` stands for itself. */
  #dollar(): Piece | undefined {
    const bare = this.#take(/\$(?:(\d+)|([A-Za-z_]\w*))/y);
    if (bare) return this.#piece(bare[1], bare[2], [], []);
    const open = this.#take(/\$\{(?:(\d+)|([A-Za-z_]\w*))/y);
    if (!open) return undefined;
    let content: readonly Piece[] = [];
    let choices: readonly string[] = [];
    if (this.#take(/:/y)) content = this.#piecesTo("}");
    else if (open[1] !== undefined && this.#take(/\|/y)) {
      choices = this.#choices();
      content = [{ kind: "text", text: choices[0]! }];
    }
    if (!this.#take(/\}/y)) throw this.#error("expected `}`");
    return this.#piece(open[1], open[2], content, choices);
  }

  #choices(): readonly string[] {
    const list = this.#take(/((?:\\[\\,|]|[^\\|])+)\|/y);
    if (!list) throw this.#error("expected options and `|`");
    return list[1]!.match(/(?:\\.|[^,\\])+/g)!.map((option) => option.replace(/\\(.)/g, "$1"));
  }

  #piece(digits: string | undefined, name: string | undefined, content: readonly Piece[], choices: readonly string[]): Piece {
    if (digits === undefined) return { kind: "variable", name: name!, content };
    return { kind: "stop", index: Number(digits), content, choices };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text) ?? undefined;
    if (match) this.#at += match[0].length;
    return match;
  }

  #error(problem: string): Error {
    return new Error(`${problem} at ${JSON.stringify(this.#text.slice(Math.max(0, this.#at - 20), this.#at + 10))}`);
  }
}
