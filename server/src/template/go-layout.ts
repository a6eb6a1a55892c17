// Takes Go's date layouts apart: what stands for a part of the date, and what is text.

/** The parts, in the spelling of Go's reference time; fractions are `.000` or `,999`, of any length. */
export type LayoutPart = { readonly kind: "text" | "part" | "fraction"; readonly text: string };

const pattern =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|2006|2|__2|_2(?!006)|[345]|PM|pm|[-Z]070000|[-Z]07:00:00|[-Z]0700|[-Z]07:00|[-Z]07|[.,](?:0+|9+)(?!\d)/g;

export function layoutParts(layout: string): readonly LayoutPart[] {
  const parts: LayoutPart[] = [];
  let at = 0;
  for (const match of layout.matchAll(pattern)) {
    if (match.index > at) parts.push({ kind: "text", text: layout.slice(at, match.index) });
    parts.push({ kind: /^[.,]/.test(match[0]) ? "fraction" : "part", text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < layout.length) parts.push({ kind: "text", text: layout.slice(at) });
  return parts;
}
