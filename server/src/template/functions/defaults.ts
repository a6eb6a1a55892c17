// Chooses between values: default, coalesce, ternary and their kin.

import { isEmpty } from "../go-type.ts";
import { chosenBy } from "../traced-text.ts";
import { literal, unionOf } from "../value.ts";
import type { Traced } from "../value.ts";
import { bool, fixed, text, variadic } from "./define.ts";
import type { Family } from "./define.ts";

const any = "interface {}";

export const choices: Family = {
  default: {
    ...variadic([any, any], ([fallback, ...given]) => {
      const first = given[0];
      if (first && !isEmpty(first.value)) return first;
      return chosenBy(fallback!, first ? [first] : []);
    }),
    keeps: true,
  },
  coalesce: {
    ...variadic([any], (args) => {
      const found = args.findIndex(({ value }) => !isEmpty(value));
      return found < 0 ? chosenBy(literal(null), args) : chosenBy(args[found]!, args.slice(0, found));
    }),
    keeps: true,
  },
  ternary: { ...fixed([any, any, "bool"], ([yes, no, test]) => chosenBy(bool(test) ? yes! : no!, [test!])), keeps: true },
  empty: fixed([any], (args) => answer(isEmpty(args[0]!.value), args)),
  all: variadic([any], (args) => answer(!args.some(({ value }) => isEmpty(value)), args)),
  any: variadic([any], (args) =>
    answer(
      args.some(({ value }) => !isEmpty(value)),
      args,
    ),
  ),
  fail: fixed(["string"], ([message], context) => context.fail(text(message).value)),
};

function answer(value: boolean, args: readonly Traced[]): Traced {
  return { value, trace: unionOf(args) };
}
