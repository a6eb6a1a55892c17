// The kinds that are shipped, opened when somebody asks for one.

import { coreCatalogue, joinCatalogues, operatorCatalogue } from "./catalogue.ts";
import type { Catalogue } from "./schema.ts";

/** The files of schemas/, without `.json`. */
export type SchemaFile = "kubernetes" | "operators";

export const noSchemas: Catalogue = { find: () => undefined, kinds: [] };

/** `read` gives a file's text, and is asked once for each when its kinds are wanted; undefined: it is not there. */
export function bundledCatalogue(read: (name: SchemaFile) => string | undefined): Catalogue {
  let opened: Catalogue | undefined;
  const open = () => (opened ??= openAll(read));
  return {
    find: (group, version, kind) => open().find(group, version, kind),
    get kinds() {
      return open().kinds;
    },
  };
}

function openAll(read: (name: SchemaFile) => string | undefined): Catalogue {
  const text = read("kubernetes");
  if (text === undefined) return noSchemas;
  const core = coreCatalogue(text);
  return joinCatalogues(
    core,
    operatorCatalogue(() => read("operators"), core),
  );
}
