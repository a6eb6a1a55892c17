// Renders the templates of a chart in Helm's order, but for those that an earlier render rendered as they would be now.

import type { Origin } from "../base/origin.ts";
import { copier } from "../template/copy.ts";
import { render as renderTemplate } from "../template/render.ts";
import type { RenderOptions } from "../template/render.ts";
import type { ParseCache } from "../template/templates.ts";
import { refusal, Source, Templates } from "../template/templates.ts";
import type { Dict, Trace, Traced } from "../template/value.ts";
import { executionErrorText, parseErrorText } from "./error-text.ts";
import { helmFunctions, ROOT_NAME } from "./functions.ts";
import { compareStrings } from "./go-json.ts";
import { isPartial } from "./manifest.ts";
import { withoutNoValue } from "./no-value.ts";
import type { Prepared } from "./prepare.ts";
import { worldOf } from "./release-objects.ts";
import type { World } from "./release-objects.ts";
import type { ChartRenderOptions, RenderProblem, TemplateRender } from "./render.ts";
import { hasSameFace } from "./same-chart.ts";
import { guardOf, SharedChange } from "./shared-change.ts";

/** What came of a chart's templates, and what it takes to know which of them to render again. */
export interface Rendered {
  readonly world: World;
  readonly sources: ReadonlyMap<string, Source>;
  readonly set: Templates;
  /** By name, without partials; in strict mode up to the first error. */
  readonly templates: ReadonlyMap<string, TemplateRender>;
  readonly problems: readonly RenderProblem[];
}

/** `before`: an earlier render with the same options, from which `prepared` was prepared. */
export function* renderTemplates(
  prepared: Prepared,
  options: ChartRenderOptions & { readonly parses: ParseCache },
  before: Rendered | undefined,
): Generator<void, Rendered> {
  const isStrict = options.mode === "strict";
  const world = worldOf(prepared.active, prepared.merged, options.release, before?.world);
  const names = [...world.templates.keys()].sort(deepestFirst);
  const sources = new Map<string, Source>();
  const problems: RenderProblem[] = [];
  const nothing = { world, sources, set: Templates.none, templates: new Map(), problems };
  for (const name of names) {
    const source = sourceOf(name, textOf(world, name), options.parses, before?.sources.get(name));
    const refused = refusal(source);
    if (refused) problems.push({ text: parseErrorText(name, refused.message), error: refused, hasRelease: true });
    if (refused && isStrict) return nothing;
    sources.set(name, source);
    if (source !== before?.sources.get(name)) yield;
  }
  const set = Templates.none.withAll([...sources.values()]);
  const isCurrent = before ? currency(before, { world, set, changed: prepared.changed }) : () => false;
  const series = new Series(world, set, prepared, options);
  const templates = new Map<string, TemplateRender>();
  for (const name of names) {
    if (isPartial(name)) continue;
    const earlier = before?.templates.get(name);
    const rendered = earlier && isCurrent(earlier) && series.take(earlier) ? earlier : yield* series.render(name);
    const { failures } = rendered.result;
    for (const error of failures) problems.push({ text: executionErrorText(name, error), error, hasRelease: true });
    if (failures.length > 0 && isStrict) break;
    templates.set(name, { ...rendered, template: world.templates.get(name)! });
  }
  return { world, sources, set, templates, problems };
}

/** A text that did not change keeps its Source, and so the spans of its nodes. */
function sourceOf(name: string, text: string, parses: ParseCache, before: Source | undefined): Source {
  return before?.parsed.text === text ? before : new Source(name, parses.get(text));
}

/** Templates one after another. What one of them changes that others see is seen by those after it, and by no later render. */
class Series {
  #world: World;
  #isPristine = true;
  readonly #set: Templates;
  readonly #prepared: Prepared;
  readonly #options: ChartRenderOptions;
  readonly #render: RenderOptions;
  readonly #done: string[] = [];

  constructor(world: World, set: Templates, prepared: Prepared, options: ChartRenderOptions & { readonly parses: ParseCache }) {
    this.#world = world;
    this.#set = set;
    this.#prepared = prepared;
    this.#options = options;
    const { mode, limits = {}, parses } = options;
    this.#render = { functions: helmFunctions(), mode, limits, rootName: ROOT_NAME, parses };
  }

  /** Whether an earlier render can stand in the place of one now. */
  take({ isPristine, template: { name } }: TemplateRender): boolean {
    if (!isPristine || !this.#isPristine) return false;
    this.#enter(name);
    return true;
  }

  *render(name: string): Generator<void, TemplateRender> {
    if (this.#isPristine) {
      try {
        return yield* this.#renderIn(name, guardOf(this.#world));
      } catch (error) {
        if (!(error instanceof SharedChange)) throw error;
        this.#part();
      }
    }
    return yield* this.#renderIn(name, undefined);
  }

  *#renderIn(name: string, beforeChange: RenderOptions["beforeChange"]): Generator<void, TemplateRender> {
    const dot = this.#enter(name);
    const result = yield* renderTemplate(this.#set, name, dot, { ...this.#render, beforeChange });
    const text = withoutNoValue({ value: result.text, trace: { origins: [], segments: result.segments } });
    const template = this.#world.templates.get(name)!;
    return { template, result, text, file: { source: name, text: text.value }, dot, isPristine: this.#isPristine };
  }

  #enter(name: string): Traced<Dict> {
    this.#done.push(name);
    return this.#world.templates.get(name)!.enter();
  }

  /** Goes on with a copy of the world, so that the values stay as they were given. */
  #part(): void {
    const { active, merged } = this.#prepared;
    this.#world = worldOf(active, copier()(merged), this.#options.release);
    this.#isPristine = false;
    for (const name of this.#done.splice(0)) this.#enter(name);
  }
}

interface Now {
  readonly world: World;
  readonly set: Templates;
  readonly changed: ReadonlySet<Origin>;
}

/** Whether what a template's earlier render depended on is as it was. */
function currency(before: Rendered, { world, set, changed }: Now): (earlier: TemplateRender) => boolean {
  const renamed = new Set([...before.set.names(), ...set.names()].filter((name) => before.set.get(name) !== set.get(name)));
  const faces = new Set<string>();
  const files = new Set<Trace>();
  for (const [path, scope] of before.world.scopes) {
    const now = world.scopes.get(path);
    if (now && hasSameFace(scope.chart, now.chart)) faces.add(path);
    if (now?.files !== scope.files) files.add(scope.files.trace);
  }
  return ({ template, result: { reads, lookedUp } }) =>
    faces.has(template.scope) &&
    areDisjoint(renamed, lookedUp) &&
    areDisjoint(files, reads.unplaced) &&
    areDisjoint(changed, reads.whole) &&
    areDisjoint(changed, reads.shape) &&
    areDisjoint(changed, reads.taken) &&
    areDisjoint(changed, reads.absent);
}

function areDisjoint<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const one of few) if (many.has(one)) return false;
  return true;
}

function textOf(world: World, name: string): string {
  return world.templates.get(name)?.file.file.text ?? "";
}

/** A chart's definitions come after its subcharts', and so replace them. */
function deepestFirst(a: string, b: string): number {
  return depthOf(b) - depthOf(a) || compareStrings(b, a);
}

function depthOf(name: string): number {
  return name.split("/").length;
}
