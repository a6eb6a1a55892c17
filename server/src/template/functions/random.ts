// What a chart draws by lot, as placeholders of the right shape.

import type { TemplateFunction } from "../function.ts";
import { runesOf } from "../go-string.ts";
import { intValue, fixed, int, text } from "./define.ts";
import type { Family } from "./define.ts";
import { encodeBase64 } from "./encoding.ts";
import { digits, generated, letters, sourceOf } from "./placeholder.ts";

/** Longer placeholders are cut. */
const LENGTH_LIMIT = 1_000_000;

export const random: Family = {
  randAlphaNum: drawing(letters + digits),
  randAlpha: drawing(letters),
  randNumeric: drawing(digits),
  // Of all printable characters in Helm; here of those that break no YAML by chance.
  randAscii: drawing(letters + digits),
  randBytes: fixed(["int"], (args, context) => {
    const count = int(args[0]);
    if (count < 0) return context.fail("runtime error: makeslice: len out of range");
    context.spend(Math.ceil(count / 20));
    return generated(encodeBase64(sourceOf(args, context).bytes(Math.min(count, LENGTH_LIMIT))), args);
  }),
  randInt: fixed(["int", "int"], (args, context) => {
    const [least, most] = [int(args[0]), int(args[1])];
    if (most <= least) return context.fail("invalid argument to Intn");
    return generated(intValue(least + sourceOf(args, context).below(most - least)), args);
  }),
  uuidv4: fixed([], (args, context) => {
    const hex = sourceOf(args, context).characters("0123456789abcdef", 32);
    const parts = [hex.slice(0, 8), hex.slice(8, 12), "4" + hex.slice(13, 16), "8" + hex.slice(17, 20), hex.slice(20)];
    return generated(parts.join("-"), args);
  }),
  shuffle: fixed(["string"], (args, context) => {
    const runes = runesOf(text(args[0]).value);
    const source = sourceOf(args, context);
    for (let i = runes.length - 1; i > 0; i--) {
      const j = source.below(i + 1);
      [runes[i], runes[j]] = [runes[j]!, runes[i]!];
    }
    return generated(runes.join(""), args);
  }),
};

function drawing(alphabet: string): TemplateFunction {
  return fixed(["int"], (args, context) => {
    const count = int(args[0]);
    // Sprig swallows the error of a count below zero.
    if (count <= 0) return generated("", args);
    context.spend(Math.ceil(count / 20));
    return generated(sourceOf(args, context).characters(alphabet, Math.min(count, LENGTH_LIMIT)), args);
  });
}
