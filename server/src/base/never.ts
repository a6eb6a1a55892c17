// Ends an exhaustive switch.

/** Unreachable while the compiler knows every case; throws with the value where one slipped in at run time. */
export function never(value: never): never {
  throw new TypeError(`not a known case: ${JSON.stringify(value)}`);
}
