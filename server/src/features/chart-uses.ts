// Which values and templates of a chart its templates speak of, and where: told from their texts, for branches that are not taken, too.

import type { Span } from "../base/span.ts";
import { memo } from "../base/memo.ts";
import { below, given, keyOf, pathsIn, pathsOf, type Flow, type FlowPath, type Step } from "../template/flow.ts";
import { bodiesOf, type Body } from "../template/reading.ts";
import { parseTemplate } from "../template/parse.ts";
import type { SourceFile } from "../workspace/file.ts";
import { layersOf } from "./chart-values.ts";
import type { ChartInstance, ChartModel, TemplateText } from "./chart-model.ts";

/** A place in a template that speaks of a value: the name alone. */
export interface ValueUse extends Span {
  /** From the root's values; `global` is the same for all charts. */
  readonly path: readonly Step[];
  readonly kind: "field" | "key";
}

/** A value that is looked at as a whole, or an entry of it by a computed key. */
export interface WholeUse extends Span {
  readonly path: readonly Step[];
  /** The function; `range`; "" where it is printed. */
  readonly by: string;
  readonly isComputed: boolean;
}

/** What a file's text, or one of its definitions, speaks of when it is given one certain dot. */
export interface Reading {
  readonly text: TemplateText;
  readonly body: Body;
  readonly values: readonly ValueUse[];
  readonly wholes: readonly WholeUse[];
  /** `.Files.Get "x"` and its like: the names of files, as written. */
  readonly files: readonly (Span & { readonly name: string })[];
}

export interface ChartUses {
  readonly readings: readonly Reading[];
  /** What the dot may be at the start of a file's text, or of a definition in it. */
  dotsOf(text: TemplateText, definition: string | undefined): readonly Flow[];
}

export const chartUsesOf: (model: ChartModel) => ChartUses = memo((model) => new UseFinder(model).find());

/** So many different dots of one definition are followed. */
const MOST_DOTS = 40;

/** The root of paths that start at the top of a chart's templates. */
export function topOf({ path }: ChartInstance): FlowPath {
  return { kind: "path", root: `/${path.join("/")}`, steps: [] };
}

/** The keys from the root's values; undefined where it leads to no values. */
export function valuesPathOf({ root, steps }: FlowPath): readonly Step[] | undefined {
  if (!root.startsWith("/")) return undefined;
  const path: Step[] = root === "/" ? [] : root.slice(1).split("/");
  let at = 0;
  for (; steps[at] === "Subcharts" && at + 1 < steps.length; at += 2) path.push(steps[at + 1]!);
  if (steps[at] !== "Values") return undefined;
  const rest = steps.slice(at + 1);
  return rest[0] === "global" ? rest : [...path, ...rest];
}

class UseFinder {
  readonly #model: ChartModel;
  readonly #dots = new Map<string, Map<string, Flow>>();
  readonly #work: { readonly text: TemplateText; readonly body: Body; readonly dot: Flow }[] = [];
  readonly #readings: Reading[] = [];

  constructor(model: ChartModel) {
    this.#model = model;
  }

  find(): ChartUses {
    const { templates } = this.#model;
    for (const text of [...templates, ...valuesTexts(this.#model)]) this.#enter(text, undefined, topOf(text.instance));
    this.#drain();
    // What nobody includes is read as if it were included with the chart's own dot.
    for (const text of templates)
      for (const { name } of text.parsed.definitions)
        if (!this.#dots.has(dotKey(text, name))) this.#enter(text, name, topOf(text.instance));
    this.#drain();
    const dots = this.#dots;
    return {
      readings: this.#readings,
      dotsOf: (text, definition) => [...(dots.get(dotKey(text, definition))?.values() ?? [topOf(text.instance)])],
    };
  }

  #drain(): void {
    for (let next = this.#work.pop(); next; next = this.#work.pop()) {
      const { text, body, dot } = next;
      const { values, wholes, files, inclusions } = seenFrom(body, dot);
      this.#readings.push({ text, body, values, wholes, files });
      for (const { name, argument } of inclusions)
        for (const place of this.#model.definitions.get(name) ?? []) this.#enter(place.text, name, argument);
    }
  }

  #enter(text: TemplateText, definition: string | undefined, dot: Flow): void {
    const key = dotKey(text, definition);
    let known = this.#dots.get(key);
    if (!known) this.#dots.set(key, (known = new Map()));
    const own = dotName(dot);
    if (known.has(own) || known.size >= MOST_DOTS) return;
    known.set(own, dot);
    for (const body of bodiesOf(text.parsed)) if (body.name === definition) this.#work.push({ text, body, dot });
  }
}

/** Values that hold templates, for `tpl`: the whole file is read as one, since an action of it is one wherever it stands. */
function valuesTexts(model: ChartModel): readonly TemplateText[] {
  return layersOf(model).flatMap(({ file, prefix }) => {
    const instance = model.instances.find(({ path }) => path.join() === prefix.join());
    if (!instance || !file.text.includes("{{")) return [];
    return [{ path: file.path, name: file.path, instance, parsed: parsedValues(file) }];
  });
}

const parsedValues = memo((file: SourceFile) => parseTemplate(file.text));

type Seen = Omit<Reading, "text" | "body"> & {
  readonly inclusions: readonly { readonly name: string; readonly argument: Flow }[];
};

/** Of one body and one dot always the same object: most bodies are as they were before an edit. */
function seenFrom(body: Body, dot: Flow): Seen {
  const known = seen(body);
  const key = dotName(dot);
  let found = known.get(key);
  if (!found) known.set(key, (found = look(body, dot)));
  return found;
}

const seen = memo((_body: Body) => new Map<string, Seen>());
const dotName = memo(keyOf);

function look({ accesses, wholes, computed, inclusions, methods }: Body, dot: Flow): Seen {
  return {
    values: accesses.flatMap(({ base, name, kind, start, end }) =>
      valuesPaths(given(below(base, name), dot)).map((path) => ({ start, end, kind, path })),
    ),
    wholes: [
      ...wholes.flatMap(({ flow, by, start, end }) =>
        wholeUses(pathsIn(given(flow, dot)), { start, end, by, isComputed: false }),
      ),
      ...computed.flatMap(({ base, by, start, end }) =>
        wholeUses(pathsOf(given(base, dot)), { start, end, by, isComputed: true }),
      ),
    ],
    files: methods.flatMap(({ method, argument: name, start, end }) =>
      pathsOf(given(method, dot)).some(({ root, steps }) => steps.at(-2) === "Files" && root.startsWith("/"))
        ? [{ start, end, name }]
        : [],
    ),
    inclusions: inclusions.map(({ name, argument }) => ({ name, argument: given(argument, dot) })),
  };
}

function wholeUses(flows: readonly FlowPath[], use: Omit<WholeUse, "path">): readonly WholeUse[] {
  return flows.flatMap((flow) => {
    const path = valuesPathOf(flow);
    return path ? [{ ...use, path }] : [];
  });
}

function valuesPaths(flow: Flow): readonly (readonly Step[])[] {
  return pathsOf(flow).flatMap((one) => {
    const path = valuesPathOf(one);
    return path && path.length > 0 ? [path] : [];
  });
}

function dotKey({ path, instance }: TemplateText, definition: string | undefined): string {
  // A definition is one for all charts; a file's own text has its chart's dot.
  return definition === undefined ? `${path}\0${instance.path.join("/")}` : `${path}\0\0${definition}`;
}

/** Whether what a template speaks of can be the value at the path: an entry of a list is any entry. */
export function fits(pattern: readonly Step[], path: readonly (string | number)[]): boolean {
  return pattern.length === path.length && startsAs(pattern, path);
}

/** The same for a path that goes on. */
export function startsAs(pattern: readonly Step[], path: readonly (string | number)[]): boolean {
  return (
    pattern.length <= path.length &&
    pattern.every((step, i) => typeof step === "number" || typeof path[i] === "number" || step === path[i])
  );
}
