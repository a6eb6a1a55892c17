// Takes out what Go prints for values that are not there.

import { joined, sliced } from "../template/traced-text.ts";
import type { Traced } from "../template/value.ts";

const NO_VALUE = "<no value>";

/** The text without any `<no value>`, as Helm hands it on. */
export function withoutNoValue(text: Traced<string>): Traced<string> {
  let at = text.value.indexOf(NO_VALUE);
  if (at < 0) return text;
  const pieces: Traced<string>[] = [];
  let from = 0;
  for (; at >= 0; at = text.value.indexOf(NO_VALUE, from)) {
    pieces.push(sliced(text, from, at));
    from = at + NO_VALUE.length;
  }
  pieces.push(sliced(text, from));
  return joined(pieces);
}
