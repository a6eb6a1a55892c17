// Places in files, as the origins of what was read there.

import type { Origin } from "../base/origin.ts";

/** A place below another one. The path is spelled out when somebody asks for it: most places are never asked. */
export class Place implements Origin {
  #path: readonly (string | number)[] | undefined;

  private constructor(
    readonly file: string,
    readonly parent: Place | undefined,
    readonly step: string | number,
  ) {}

  /** The root of a file. */
  static of(file: string): Place {
    return new Place(file, undefined, "");
  }

  below(step: string | number): Place {
    return new Place(this.file, this, step);
  }

  get path(): readonly (string | number)[] {
    return (this.#path ??= this.parent ? [...this.parent.path, this.step] : []);
  }
}
