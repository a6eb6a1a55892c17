// Remembers what a function made of immutable objects for as long as they live.

/** `derive(key)`, computed once per key object. There is nothing to invalidate: a changed thing is another object. */
export function memo<K extends object, V>(derive: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) known.set(key, (entry = { value: derive(key) }));
    return entry.value;
  };
}

/** The same for two keys; an entry lives as long as both do. */
export function memo2<A extends object, B extends object, V>(derive: (a: A, b: B) => V): (a: A, b: B) => V {
  const tables = memo((_: A) => new WeakMap<B, { value: V }>());
  return (a, b) => {
    const table = tables(a);
    let entry = table.get(b);
    if (!entry) table.set(b, (entry = { value: derive(a, b) }));
    return entry.value;
  };
}
