// The way from the root of a value to one of its parts, as Go's library keeps it.

/**
 * A Go slice: paths that grew from the same one share their array until it is full, and so write over each other's steps. Helm
 * prints some paths late enough for that to be seen.
 */
export class ValuePath {
  readonly #shared: string[];
  readonly #length: number;
  readonly #capacity: number;

  private constructor(shared: string[], length: number, capacity: number) {
    this.#shared = shared;
    this.#length = length;
    this.#capacity = capacity;
  }

  static root(): ValuePath {
    return new ValuePath([], 0, FIRST_CAPACITY);
  }

  below(step: string): ValuePath {
    const isFull = this.#length === this.#capacity;
    const steps = isFull ? this.steps() : this.#shared;
    steps[this.#length] = step;
    return new ValuePath(steps, this.#length + 1, isFull ? this.#capacity * 2 : this.#capacity);
  }

  /** As they are now. */
  steps(): string[] {
    return this.#shared.slice(0, this.#length);
  }
}

const FIRST_CAPACITY = 8;
