// The Kubernetes minors in which something is judged.

import { minorOf } from "./lifecycle.ts";

/** Undefined where it is judged in none of `kubernetes`; the minors are named where it is not all of them. */
export function judgedIn(
  kubernetes: readonly string[],
  isJudged: (minor: number) => boolean,
): { readonly kubernetes?: readonly string[] } | undefined {
  const judged = kubernetes.filter((minor) => isJudged(minorOf(minor) ?? 0));
  if (judged.length === 0) return undefined;
  return judged.length < kubernetes.length ? { kubernetes: judged } : {};
}
