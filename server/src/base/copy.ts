// Copies a string out of the longer one that it was cut from.

/**
 * The same characters in memory of their own. V8 keeps the whole parent alive for a slice; a slice of a fresh
 * concatenation keeps only that (measured: 600 edits of a 0.7 MB file held 422 MB without, 5 MB with).
 */
export function copyString(text: string): string {
  return ` ${text}`.slice(1);
}
