// Compares origins by the place that they stand for.

import type { Origin } from "../base/origin.ts";
import { Place } from "./place.ts";

/** Whether two origins, of different readings of a file, are of one place in it; one that is written is none that is not. */
export function isSamePlace(a: Origin, b: Origin): boolean {
  if (a === b) return true;
  if (a.file !== b.file) return false;
  if (a instanceof Place !== b instanceof Place) return false;
  if (a instanceof Place && b instanceof Place) {
    if (a.step !== b.step) return false;
    return a.parent && b.parent ? isSamePlace(a.parent, b.parent) : a.parent === b.parent;
  }
  return a.path.length === b.path.length && a.path.every((step, i) => step === b.path[i]);
}
