// Remembers what was read from an object, such as a file, as something at a path.

import { memo } from "../base/memo.ts";

/** `read(key, path)`, once per key and path, for as long as the key lives; not what it throws. */
export function memoAt<K extends object, V>(read: (key: K, path: string) => V): (key: K, path: string) => V {
  const known = memo((_key: K) => new Map<string, { readonly value: V }>());
  return (key, path) => {
    const here = known(key);
    let entry = here.get(path);
    if (!entry) here.set(path, (entry = { value: read(key, path) }));
    return entry.value;
  };
}
