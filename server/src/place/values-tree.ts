// Which values the templates of a chart may read, as a tree of keys.

/** Deeper than any values are: what goes on from here was followed in a circle. */
const DEEPEST = 24;

/** A place in the values that a template speaks of. Grows while templates are followed. */
export class ReadTree {
  /** Used with all that is in it: printed, or handed to something that was not followed. */
  isWhole = false;
  readonly #children = new Map<string, ReadTree>();
  #any: ReadTree | undefined;

  constructor(
    readonly id: { next: number },
    readonly depth = 0,
    readonly number = id.next++,
  ) {}

  /** The place under a key; asking for it is reading it. */
  child(key: string): ReadTree {
    if (this.isWhole || this.depth >= DEEPEST) return this.#end();
    let child = this.#children.get(key);
    if (!child) this.#children.set(key, (child = new ReadTree(this.id, this.depth + 1)));
    return child;
  }

  /** The place under a key that only a render knows, or of an item. */
  any(): ReadTree {
    if (this.isWhole || this.depth >= DEEPEST) return this.#end();
    return (this.#any ??= new ReadTree(this.id, this.depth + 1));
  }

  /** Lets a key lead to a place that others lead to, too. */
  share(key: string, place: ReadTree): void {
    this.#children.set(key, place);
  }

  readWhole(): void {
    if (this.isWhole) return;
    this.isWhole = true;
    // Globals lie in every chart's values.
    this.#children.get("global")?.readWhole();
  }

  /** The places that a step leads to; numbers are items of a list. */
  step(key: string | number): readonly ReadTree[] {
    const named = typeof key === "string" ? this.#children.get(key) : undefined;
    return [named, this.#any].filter((one) => one !== undefined);
  }

  /** Keys that are read by their name. */
  get keys(): Iterable<string> {
    return this.#children.keys();
  }

  get isLeaf(): boolean {
    return this.#children.size === 0 && this.#any === undefined;
  }

  #end(): ReadTree {
    this.isWhole = true;
    return this;
  }
}
