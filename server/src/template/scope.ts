// The variables that are visible where a template is being parsed, and their places at run time.

/**
 * Go's parser and its evaluator don't agree on scopes: to the parser a variable of the `then` branch is visible in the `else`
 * branch, and an assignment makes its variable known; at run time neither is there. Such a variable is dim: known, without a place.
 */
export class Scope {
  readonly #variables: { readonly name: string; isDim: boolean }[] = [{ name: "$", isDim: false }];
  #slots = 1;

  /** Gives a new variable its place on the stack. */
  declare(name: string): number {
    this.#variables.push({ name, isDim: false });
    return this.#slots++;
  }

  /** Makes a name known to the parser only. */
  mention(name: string): void {
    this.#variables.push({ name, isDim: true });
  }

  knows(name: string): boolean {
    return this.#variables.some((variable) => variable.name === name);
  }

  /** The place of the last one declared with this name; -1: there is none at run time. */
  slotOf(name: string): number {
    let slot = this.#slots;
    for (let i = this.#variables.length - 1; i >= 0; i--) {
      const variable = this.#variables[i]!;
      if (variable.isDim) continue;
      slot--;
      if (variable.name === name) return slot;
    }
    return -1;
  }

  get mark(): number {
    return this.#variables.length;
  }

  /** Forgets what was declared since the mark. */
  pop(mark: number): void {
    if (mark === this.#variables.length) return;
    this.dim(mark);
    this.#variables.length = mark;
  }

  /** Ends the life of what was declared since the mark; the parser goes on knowing it. */
  dim(mark: number): void {
    for (let i = mark; i < this.#variables.length; i++) {
      const variable = this.#variables[i]!;
      if (!variable.isDim) this.#slots--;
      variable.isDim = true;
    }
  }
}
