// Files as bytes by path: what a chart is loaded from, wherever it came from.

/** A file's content. Whichever of text and bytes was not given is made when somebody asks for it. */
export interface TreeFile {
  readonly bytes: Uint8Array;
  /** UTF-8, without a byte order mark; what is no UTF-8 becomes U+FFFD. */
  readonly text: string;
}

/** Paths with `/`, whatever they are relative to. Immutable: changing gives another tree that shares the files. */
export class FileTree {
  readonly #files: ReadonlyMap<string, TreeFile>;

  constructor(files: Iterable<readonly [path: string, file: TreeFile]> = []) {
    this.#files = new Map(files);
  }

  get files(): ReadonlyMap<string, TreeFile> {
    return this.#files;
  }

  get(path: string): TreeFile | undefined {
    return this.#files.get(path);
  }

  /** The tree with one more file, or another content of one. */
  with(path: string, file: TreeFile): FileTree {
    return new FileTree([...this.#files, [path, file]]);
  }

  without(path: string): FileTree {
    return new FileTree([...this.#files].filter(([name]) => name !== path));
  }

  /** What lies below a folder (without a trailing slash; "" is the root), by path relative to it. */
  below(folder: string): FileTree {
    if (folder === "") return this;
    const prefix = `${folder}/`;
    const inside = [...this.#files].filter(([path]) => path.startsWith(prefix));
    return new FileTree(inside.map(([path, file]) => [path.slice(prefix.length), file]));
  }
}

export function fileOfBytes(bytes: Uint8Array): TreeFile {
  return new BytesFile(bytes);
}

export function fileOfText(text: string): TreeFile {
  return new TextFile(text);
}

class BytesFile implements TreeFile {
  #text: string | undefined;

  constructor(readonly bytes: Uint8Array) {}

  get text(): string {
    return (this.#text ??= new TextDecoder().decode(this.bytes));
  }
}

class TextFile implements TreeFile {
  #bytes: Uint8Array | undefined;

  constructor(readonly text: string) {}

  get bytes(): Uint8Array {
    return (this.#bytes ??= new TextEncoder().encode(this.text));
  }
}
