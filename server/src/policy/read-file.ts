// Reads one policy file, without what it extends.

import type { Span } from "../base/span.ts";
import { dirname } from "../base/path.ts";
import { asMap } from "../yaml/access.ts";
import { parseDocument } from "../yaml/parse.ts";
import { splitDocuments } from "../yaml/split.ts";
import type { YamlDocument, YamlNode } from "../yaml/tree.ts";
import { dateProblem } from "./date.ts";
import { minorProblem } from "./minors.ts";
import { filePattern, namePattern, type Match, type Override } from "./overrides.ts";
import type { Profile } from "./profile.ts";
import { level, matchShape, policyShape, type Level } from "./policy-shape.ts";
import type { OptionSpec, RuleEntry, RuleIndex } from "./rule-index.ts";
import { validate, wordOf } from "./validate.ts";
import { booleanOf, entriesOf, firstLine, integerOf, isNothing, itemsOf, textOf, textsOf, valueOf } from "./values.ts";

/** An input that could not be used; the span is one of the file at `path` and never crosses a line. */
export interface PolicyProblem extends Span {
  readonly path: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** A place in one of the policy's files. */
export interface PolicyPlace extends Span {
  readonly path: string;
}

/** What `rules` says of one rule. */
export interface RuleWish {
  readonly level: Level | undefined;
  /** Only those that are written and valid. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Its key. */
  readonly place: PolicyPlace;
}

export interface WrittenOverride {
  readonly override: Override;
  /** The keys below its `rules`. */
  readonly places: ReadonlyMap<string, PolicyPlace>;
  readonly until: PolicyPlace | undefined;
}

/** One file as it is written; what is wrong in it is left out and named in `problems`. */
export interface PolicyFile {
  readonly path: string;
  /** Undefined where the key is not there. */
  readonly extends: readonly (PolicyPlace & { readonly name: string })[] | undefined;
  readonly kubernetes: readonly string[];
  readonly trusted: readonly string[];
  readonly rules: ReadonlyMap<string, RuleWish>;
  readonly overrides: readonly WrittenOverride[];
  readonly profiles: readonly Profile[];
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads `text`. `isExtended`: an `extends` led here, and that may lead anywhere, so nothing is quoted of a file that holds no
 * policy at all.
 */
export function readPolicyFile(path: string, text: string, index: RuleIndex, isExtended: boolean): PolicyFile {
  const documents = splitDocuments(text).map(({ start, end }) => ({ start, document: parseDocument(text.slice(start, end)) }));
  const [first, second] = documents.filter(({ document }) => document.root !== undefined);
  if (!first)
    return new FileReader(path, 0, { ...emptyDocument, problems: documents.flatMap((d) => d.document.problems) }, index).file();
  const reader = new FileReader(path, first.start, first.document, index);
  if (isExtended && !isPolicy(first.document, index)) return reader.stranger();
  if (second) {
    const start = second.start + (second.document.root?.start ?? 0);
    reader.report(
      { start: start - first.start, end: start - first.start },
      "A policy file holds one document, what follows is not read",
    );
  }
  return reader.file();
}

const emptyDocument: YamlDocument = { text: "", root: undefined, comments: [], problems: [] };

class FileReader {
  readonly #problems: PolicyProblem[] = [];

  constructor(
    readonly path: string,
    readonly offset: number,
    readonly document: YamlDocument,
    readonly index: RuleIndex,
  ) {}

  report(span: Span, message: string, severity: "error" | "warning" = "error"): void {
    this.#problems.push({ ...this.#place(span), severity, message });
  }

  file(): PolicyFile {
    const { document, index, path } = this;
    for (const { message, severity, ...span } of document.problems) this.report(span, message, severity);
    for (const misfit of validate(document, policyShape(index))) this.report(misfit, misfit.message);
    const { root } = document;
    return {
      path,
      extends: this.#extends(valueOf(root, "extends")),
      kubernetes: textsOf(valueOf(root, "kubernetes")).filter((minor) => minorProblem(minor) === undefined),
      trusted: textsOf(valueOf(valueOf(root, "images"), "trusted")).filter(Boolean),
      rules: this.#rules(valueOf(root, "rules")),
      overrides: itemsOf(valueOf(root, "overrides")).flatMap((item) => this.#override(item)),
      profiles: [...entriesOf(valueOf(root, "profiles"))].flatMap(([name, { value }]) => this.#profile(name, value)),
      problems: this.#problems.toSorted((a, b) => a.start - b.start),
    };
  }

  /** The file as one that says nothing. */
  stranger(): PolicyFile {
    for (const { start, end } of this.document.problems) this.report({ start, end }, "This is not valid YAML");
    const start = this.document.root?.start ?? 0;
    this.report({ start, end: start }, "This is not a policy file");
    return {
      path: this.path,
      extends: undefined,
      kubernetes: [],
      trusted: [],
      rules: new Map(),
      overrides: [],
      profiles: [],
      problems: this.#problems,
    };
  }

  #place(span: Span): PolicyPlace {
    const { start, end } = firstLine(this.document.text, span);
    return { path: this.path, start: start + this.offset, end: end + this.offset };
  }

  #extends(node: YamlNode | undefined): PolicyFile["extends"] {
    if (isNothing(node)) return undefined;
    return itemsOf(node).flatMap((item) => {
      const name = textOf(item);
      return name === undefined ? [] : [{ ...this.#place(item), name }];
    });
  }

  #rules(node: YamlNode | undefined): ReadonlyMap<string, RuleWish> {
    const rules = new Map<string, RuleWish>();
    for (const [id, { key, value }] of entriesOf(node)) {
      const entry = this.index.get(id);
      if (!entry) continue;
      const options = optionsOf(valueOf(value, "options"), entry);
      rules.set(id, { level: levelOf(value), options, place: this.#place(key) });
    }
    return rules;
  }

  /** An override whose conditions were not all understood would reach too far: it is left out. */
  #override(node: YamlNode): readonly WrittenOverride[] {
    const matchNode = valueOf(node, "match");
    const untilNode = valueOf(node, "until");
    const until = textOf(untilNode);
    if (!matchNode || !asMap(node)) return [];
    if (entriesOf(matchNode).size === 0) this.report(matchNode, "`match` names nothing to match");
    else if (validate(this.document, matchShape, matchNode).length > 0) return [];
    const match = this.#match(matchNode);
    if (Object.keys(match).length === 0 || (untilNode && !until) || (until && dateProblem(until) !== undefined)) return [];
    const rules = new Map<string, Level>();
    const places = new Map<string, PolicyPlace>();
    for (const [id, { key, value }] of entriesOf(valueOf(node, "rules"))) {
      const wanted = levelOf(value);
      if (wanted === undefined || !this.index.has(id)) continue;
      rules.set(id, wanted);
      places.set(id, this.#place(key));
    }
    const reason = textOf(valueOf(node, "reason"))?.trim() || undefined;
    return [{ override: { match, rules, reason, until }, places, until: untilNode && this.#place(untilNode) }];
  }

  /** One without values would be the default set. */
  #profile(name: string, node: YamlNode): readonly Profile[] {
    const values = textsOf(valueOf(node, "values")).filter(Boolean);
    const charts = textsOf(valueOf(node, "charts")).filter(Boolean);
    return values.length === 0 ? [] : [{ name, folder: dirname(this.path), charts, values }];
  }

  #match(node: YamlNode): Match {
    const names = (key: string) => {
      const list = valueOf(node, key);
      return isNothing(list) ? undefined : textsOf(list).map(namePattern);
    };
    const files = valueOf(node, "files");
    const labels = valueOf(node, "labels");
    const all = {
      files: isNothing(files) ? undefined : textsOf(files).map((pattern) => filePattern(this.path, pattern)),
      kinds: names("kinds"),
      namespaces: names("namespaces"),
      names: names("names"),
      labels: isNothing(labels)
        ? undefined
        : [...entriesOf(labels)].map(([key, { value }]) => [key, namePattern(textOf(value) ?? "")] as const),
    };
    // The cast takes out `undefined` from the types of members, as the filter does from the members.
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Match;
  }
}

/** Whether any key is one of a policy's, or there is none. */
function isPolicy({ root }: YamlDocument, index: RuleIndex): boolean {
  const { fields, later } = policyShape(index);
  const keys = [...entriesOf(root).keys()];
  return isNothing(root) || asMap(root)?.pairs.length === 0 || keys.some((key) => fields.has(key) || later?.has(key));
}

/** The level in `x: warning` or `x: { severity: warning }`. */
function levelOf(node: YamlNode): Level | undefined {
  // Words that the shape accepts are levels.
  return wordOf(asMap(node) ? valueOf(node, "severity") : node, level) as Level | undefined;
}

function optionsOf(node: YamlNode | undefined, entry: RuleEntry): Readonly<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  for (const [name, { value }] of entriesOf(node)) {
    const spec = Object.hasOwn(entry.options, name) ? entry.options[name] : undefined;
    const option = spec && optionValue(value, spec);
    if (option !== undefined) options[name] = option;
  }
  return options;
}

function optionValue(node: YamlNode, spec: OptionSpec): unknown {
  switch (spec.type) {
    case "strings":
      return isNothing(node) || (itemsOf(node).length === 0 && textOf(node) !== undefined) || asMap(node)
        ? undefined
        : textsOf(node);
    case "string":
      return textOf(node);
    case "boolean":
      return booleanOf(node);
    case "integer": {
      const number = integerOf(node);
      return number !== undefined && number >= (spec.minimum ?? number) ? number : undefined;
    }
    case "choice": {
      const text = textOf(node);
      return text !== undefined && spec.choices.includes(text) ? text : undefined;
    }
  }
}
