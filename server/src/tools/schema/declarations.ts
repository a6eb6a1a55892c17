// Reads TypeScript's declaration files as far as generated models need it: interfaces, aliases and classes with their comments.

export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  readonly doc: string;
  /** The tags of its comment that tell it from prose: `@schema x` as `schema: x`. */
  readonly tags: Readonly<Record<string, string>>;
  readonly type: DeclaredType;
}

export type DeclaredType =
  | { readonly kind: "name"; readonly name: string; readonly property?: string }
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "list"; readonly items: DeclaredType }
  | { readonly kind: "map"; readonly values: DeclaredType }
  | { readonly kind: "object"; readonly members: readonly Member[] }
  | { readonly kind: "union"; readonly options: readonly DeclaredType[] };

export interface Declaration {
  readonly name: string;
  readonly doc: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly isClass: boolean;
  /** Whose members it has too. */
  readonly bases: readonly string[];
  readonly type: DeclaredType;
}

const TOKEN = /\s+|\/\*([\s\S]*?)\*\/|\/\/[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[\w$]+|[^\w\s$]/gy;

interface Token {
  readonly text: string;
  readonly isString: boolean;
  /** The comment before it. */
  readonly comment: string;
}

/** The interfaces, aliases and classes at the top of a file. Throws where it meets what such files do not hold. */
export function readDeclarations(text: string): readonly Declaration[] {
  const reader = new Reader(tokensOf(text));
  const found: Declaration[] = [];
  while (!reader.atEnd) {
    const { doc, tags } = proseOf(reader.comment);
    const declared = reader.declaration();
    if (declared) found.push({ ...declared, doc, tags });
  }
  return found;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let comment = "";
  for (const match of text.matchAll(TOKEN)) {
    if (match[1] !== undefined) comment = match[1];
    else if (!/^(?:\s|\/\/)/.test(match[0])) {
      const string = match[2] ?? match[3];
      tokens.push({ text: string === undefined ? match[0] : unescaped(string), isString: string !== undefined, comment });
      comment = "";
    }
  }
  return tokens;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}

/** A comment without its stars; its tags apart. */
function proseOf(comment: string): { readonly doc: string; readonly tags: Readonly<Record<string, string>> } {
  const tags: Record<string, string> = {};
  const lines = comment
    .replace(/^\*/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\*(?: |$)/, "").trimEnd())
    .filter((line) => {
      const tag = /^\s*@(schema|default) ?(.*)$/.exec(line);
      if (tag) tags[tag[1]!] = tag[2]!;
      return !tag;
    });
  // What would end a comment is escaped, and with it all that looks like it.
  return {
    doc: lines
      .join("\n")
      .trim()
      .replaceAll(/\\([*/])/g, "$1"),
    tags,
  };
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  get comment(): string {
    return this.tokens[this.at]?.comment ?? "";
  }

  /** The next declaration, or one token skipped. */
  declaration(): Omit<Declaration, "doc" | "tags"> | undefined {
    while (this.take("export") || this.take("declare")) continue;
    if (this.is("interface") || this.is("class")) {
      const isClass = this.word() === "class";
      const name = this.word();
      const bases = this.bases();
      return { name, isClass, bases, type: this.braces() };
    }
    if (this.is("type") && this.tokens[this.at + 2]?.text === "=") {
      this.at++;
      const name = this.word();
      this.expect("=");
      const type = this.type();
      this.take(";");
      return { name, isClass: false, bases: [], type };
    }
    // What is not read is skipped whole, so that nothing inside it looks like a declaration.
    if (this.is("{")) this.skipBraces();
    else this.at++;
    return undefined;
  }

  /** What stands between a name and its members. */
  private bases(): readonly string[] {
    const found: string[] = [];
    while (!this.atEnd && !this.is("{"))
      if (this.take("extends") || this.take(",")) found.push(this.text);
      else this.at++;
    return found;
  }

  private type(): DeclaredType {
    this.take("|");
    const options = [this.single()];
    while (this.take("|")) options.push(this.single());
    return options.length === 1 ? options[0]! : { kind: "union", options };
  }

  private single(): DeclaredType {
    let type = this.base();
    for (;;) {
      if (!this.take("[")) return type;
      if (this.take("]")) type = { kind: "list", items: type };
      else {
        if (type.kind === "name") type = { ...type, property: this.word() };
        this.expect("]");
      }
    }
  }

  private base(): DeclaredType {
    if (this.is("{")) return this.braces();
    if (this.take("(")) {
      const type = this.type();
      this.expect(")");
      return type;
    }
    const token = this.tokens[this.at++]!;
    if (token.isString) return { kind: "literal", value: token.text };
    if (this.is("<")) return this.applied(token.text);
    while (this.take(".")) this.at++;
    return { kind: "name", name: token.text };
  }

  /** A generic type: lists are told, all others are their name. */
  private applied(name: string): DeclaredType {
    this.expect("<");
    const type = this.type();
    while (!this.is(">")) this.at++;
    this.expect(">");
    return name === "Array" ? { kind: "list", items: type } : { kind: "name", name };
  }

  private braces(): DeclaredType {
    this.expect("{");
    const members: Member[] = [];
    let values: DeclaredType | undefined;
    while (!this.take("}")) {
      if (this.is("[") && this.tokens[this.at + 2]?.text === ":") values = this.indexed();
      else {
        const member = this.member();
        if (member) members.push(member);
      }
    }
    return values && members.length === 0 ? { kind: "map", values } : { kind: "object", members };
  }

  private indexed(): DeclaredType {
    this.at += 4;
    this.expect("]");
    this.expect(":");
    const type = this.type();
    this.take(";");
    return type;
  }

  /** A property; undefined for constructors, methods and what is static. */
  private member(): Member | undefined {
    const { doc, tags } = proseOf(this.comment);
    let isOurs = true;
    while (["readonly", "static", "private", "get"].includes(this.text) && !/[?:(]/.test(this.tokens[this.at + 1]!.text)) {
      if (this.text !== "readonly") isOurs = false;
      this.at++;
    }
    const name = this.word();
    const isOptional = this.take("?");
    if (!isOurs || !this.take(":")) return this.skipMember();
    const type = this.type();
    this.take(";");
    return { name, isOptional, doc, tags, type };
  }

  private skipMember(): undefined {
    while (!this.take(";")) {
      if (this.is("{")) this.skipBraces();
      else this.at++;
    }
  }

  private skipBraces(): void {
    let depth = 0;
    do {
      if (this.is("{")) depth++;
      if (this.is("}")) depth--;
      this.at++;
    } while (depth > 0 && !this.atEnd);
  }

  private get text(): string {
    return this.tokens[this.at]?.text ?? "";
  }

  private is(text: string): boolean {
    const token = this.tokens[this.at];
    return token !== undefined && !token.isString && token.text === text;
  }

  private take(text: string): boolean {
    const found = this.is(text);
    if (found) this.at++;
    return found;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw new Error(`expected ${text}, found ${this.text}, token ${this.at}`);
  }

  private word(): string {
    return this.tokens[this.at++]!.text;
  }
}
