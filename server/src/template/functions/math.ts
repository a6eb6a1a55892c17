// Arithmetic: whole numbers of 64 bits that wrap around, decimals that are exact, and ranges.

import type { CallContext, TemplateFunction } from "../function.ts";
import { textOf } from "../go-print.ts";
import { List, literal, unionOf } from "../value.ts";
import type { Traced, Value } from "../value.ts";
import { atoi, parseInt64, toFloat64, toInt64 } from "./cast.ts";
import { add, decimalOf, divide, multiply, subtract, toNumber } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { fixed, int, intValue, ofStrings, variadic } from "./define.ts";
import type { Family } from "./define.ts";

const any = "interface {}";

export const arithmetic: Family = {
  int: ofOne((value) => intValue(toInt64(value))),
  int64: ofOne((value) => intValue(toInt64(value), "int64")),
  float64: ofOne(toFloat64),
  toDecimal: ofOne((value) => intValue(parseInt64(textOf(value), 8) ?? 0n, "int64")),
  atoi: ofStrings(1, (value) => intValue(atoi(value))),
  add: variadic([any], (args) =>
    integer(
      args,
      numbersOf(args).reduce((sum, each) => sum + each, 0n),
    ),
  ),
  add1: ofOne((value) => intValue(toInt64(value) + 1n, "int64")),
  sub: fixed([any, any], (args) =>
    integer(
      args,
      numbersOf(args).reduce((rest, each) => rest - each),
    ),
  ),
  mul: variadic([any, any], (args) =>
    integer(
      args,
      numbersOf(args).reduce((product, each) => product * each),
    ),
  ),
  div: fixed([any, any], (args, context) => divided(args, context, (a, b) => a / b)),
  mod: fixed([any, any], (args, context) => divided(args, context, (a, b) => a % b)),
  max: largest(),
  biggest: largest(),
  min: variadic([any, any], (args) =>
    integer(
      args,
      numbersOf(args).reduce((least, each) => (each < least ? each : least)),
    ),
  ),
  maxf: variadic([any, any], (args) => number(args, extreme(args, Infinity, Math.max))),
  minf: variadic([any, any], (args) => number(args, extreme(args, -Infinity, Math.min))),
  addf: variadic([any], (args, context) => exact([literal(0), ...args], context, add)),
  add1f: fixed([any], ([arg], context) => exact([arg!, literal(1)], context, add)),
  subf: variadic([any, any], (args, context) => exact(args, context, subtract)),
  mulf: variadic([any, any], (args, context) => exact(args, context, multiply)),
  divf: variadic([any, any], (args, context) => exact(args, context, divide)),
  floor: ofOne((value) => Math.floor(toFloat64(value))),
  ceil: ofOne((value) => Math.ceil(toFloat64(value))),
  round: {
    ...variadic([any, "int", "float64"], (args) => number(args, rounded(args))),
    arity: [2, Infinity],
  },
  until: fixed(["int"], ([count], context) => {
    const stop = int(count);
    return range(0, stop, stop < 0 ? -1 : 1, [count!], context);
  }),
  untilStep: fixed(["int", "int", "int"], (args, context) => range(int(args[0]), int(args[1]), int(args[2]), args, context)),
  seq: variadic(["int"], (args, context) => ({ value: sequence(args.map(int), context), trace: unionOf(args) })),
};

function ofOne(compute: (value: Value) => Value): TemplateFunction {
  return fixed([any], (args) => ({ value: compute(args[0]!.value), trace: unionOf(args) }));
}

function largest(): TemplateFunction {
  return variadic([any, any], (args) =>
    integer(
      args,
      numbersOf(args).reduce((most, each) => (each > most ? each : most)),
    ),
  );
}

function numbersOf(args: readonly Traced[]): bigint[] {
  return args.map(({ value }) => toInt64(value));
}

function integer(args: readonly Traced[], value: bigint): Traced {
  return { value: intValue(value, "int64"), trace: unionOf(args) };
}

function number(args: readonly Traced[], value: number): Traced {
  return { value, trace: unionOf(args) };
}

/** To Go an infinity is more than what is no number. */
function extreme(args: readonly Traced[], limit: number, choose: (a: number, b: number) => number): number {
  return args.map(({ value }) => toFloat64(value)).reduce((a, b) => (a === limit || b === limit ? limit : choose(a, b)));
}

function divided(args: readonly Traced[], context: CallContext, compute: (a: bigint, b: bigint) => bigint): Traced {
  const [dividend, divisor] = numbersOf(args);
  return divisor === 0n ? context.fail("runtime error: integer divide by zero") : integer(args, compute(dividend!, divisor!));
}

type Operation = (a: Decimal, b: Decimal) => Decimal | undefined;

function exact(args: readonly Traced[], context: CallContext, operation: Operation): Traced {
  const decimals = args.map(({ value }) => {
    const float = toFloat64(value);
    return decimalOf(float) ?? context.fail(`Cannot create a Decimal from ${textOf(float)}`);
  });
  const result = decimals.reduce((a, b) => operation(a, b) ?? context.fail("decimal division by 0"));
  return number(args, toNumber(result));
}

/** To so many places; the third argument says from which fraction on it goes up. */
function rounded([arg, places, threshold]: readonly Traced[]): number {
  const digits = int(places);
  const power = digits < 0 ? 1 / Number(`1e${-digits}`) : Number(`1e${digits}`);
  const scaled = power * toFloat64(arg!.value);
  const fraction = scaled - Math.trunc(scaled);
  const isUp = fraction >= (threshold ? (threshold.value as number) : 0.5); // the engine has read it as a float64
  return (isUp ? Math.ceil(scaled) : Math.floor(scaled)) / power;
}

function range(start: number, stop: number, step: number, args: readonly Traced[], context: CallContext): Traced {
  const trace = unionOf(args);
  const items = steps(start, stop, step, context).map((value) => ({ value: intValue(value), trace }));
  return { value: new List(items, "int"), trace };
}

/** Empty if the step leads away from the stop. */
function steps(start: number, stop: number, step: number, context: CallContext): number[] {
  const count = step === 0 || stop < start !== step < 0 ? 0 : Math.ceil((stop - start) / step);
  context.spend(Math.max(count, 0));
  return Array.from({ length: Math.max(count, 0) }, (_, i) => start + i * step);
}

/** As the command of that name: both ends belong to it. */
function sequence(numbers: readonly number[], context: CallContext): string {
  if (numbers.length === 0 || numbers.length > 3) return "";
  const first = numbers.length === 1 ? 1 : numbers[0]!;
  const last = numbers.at(-1)!;
  const direction = last < first ? -1 : 1;
  const step = numbers.length === 3 ? numbers[1]! : direction;
  if (direction < 0 && step > 0) return "";
  return steps(first, last + direction, step, context).join(" ");
}
