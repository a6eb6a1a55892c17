// The schemas that the world hands over, at once or some time after they were first asked for.

import { bundledCatalogue, type SchemaFile } from "../schema/bundled.ts";
import type { Catalogue } from "../schema/schema.ts";
import type { World } from "./world.ts";

export class Schemas {
  readonly #world: World;
  readonly #changed: () => void;
  readonly #texts = new Map<SchemaFile, string | undefined>();
  #catalogue: Catalogue;

  /** `changed` is called when a file came that somebody had asked for in vain: `catalogue` is another one then. */
  constructor(world: World, changed: () => void) {
    this.#world = world;
    this.#changed = changed;
    this.#catalogue = this.#open();
  }

  get catalogue(): Catalogue {
    return this.#catalogue;
  }

  #open(): Catalogue {
    return bundledCatalogue((name) => this.#text(name));
  }

  #text(name: SchemaFile): string | undefined {
    if (this.#texts.has(name)) return this.#texts.get(name);
    const answer = this.#world.schemaText(name);
    if (answer === undefined || typeof answer === "string") return answer;
    this.#texts.set(name, undefined);
    void answer.then((text) => {
      if (text === undefined) return;
      this.#texts.set(name, text);
      this.#catalogue = this.#open();
      this.#changed();
    });
    return undefined;
  }
}
