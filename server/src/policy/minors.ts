// The Kubernetes minors that a policy can name.

import { didYouMean } from "../base/nearest.ts";

/** Ascending. */
export const supportedMinors = ["1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"] as const;

/** What rules judge by where nobody names a minor. */
export const defaultMinors: readonly string[] = ["1.36"];

/** Why `text`, as it is written, cannot be used; undefined where it can. */
export function minorProblem(text: string): string | undefined {
  if (position(text) >= 0) return undefined;
  if (/^1\.\d\d$/.test(text)) return `Kubernetes \`${text}\` is not supported, only ${range}`;
  return `\`${text}\` is no Kubernetes minor${didYouMean(text, supportedMinors) || `, write ${range}`}`;
}

/** The supported ones of `texts`, ascending, each once; `defaultMinors` where there is none. */
export function minorsOf(texts: readonly string[]): readonly string[] {
  const known = supportedMinors.filter((minor) => texts.includes(minor));
  return known.length > 0 ? known : defaultMinors;
}

const range = `\`${supportedMinors[0]}\` to \`${supportedMinors.at(-1)}\``;

function position(text: string): number {
  return (supportedMinors as readonly string[]).indexOf(text);
}
