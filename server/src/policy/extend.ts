// Follows `extends` from one policy file to the others.

import { dirname, isWithin, join } from "../base/path.ts";
import { isPolicyPath, isPreset } from "./presets.ts";
import { readPolicyFile, type PolicyFile, type PolicyPlace, type PolicyProblem } from "./read-file.ts";
import type { Preset, RuleIndex } from "./rule-index.ts";

/** Bytes. */
export const POLICY_SIZE_LIMIT = 1_000_000;
export const EXTENDS_DEPTH_LIMIT = 8;
const FILE_LIMIT = 100;

/** All that a policy is made of. */
export interface Chain {
  /** Each file behind those that it extends: later ones win. A file that is extended twice stands there twice. */
  readonly files: readonly PolicyFile[];
  readonly presets: ReadonlySet<Preset>;
  readonly problems: readonly PolicyProblem[];
  /** Every path that was asked for, there or not. */
  readonly paths: readonly string[];
}

export interface Source {
  /** The text of a file; undefined where it is not there or cannot be read. */
  read(path: string): string | undefined;
  readonly index: RuleIndex;
  /** The folder that `extends` may not lead out of. */
  readonly boundary: string | undefined;
}

export function readChain(path: string, source: Source): Chain {
  const walk = new Walk(source);
  const file = walk.open(path, false);
  if (typeof file === "string") walk.report({ path, start: 0, end: 0 }, `This policy file ${file}`);
  else walk.enter(file, []);
  return walk;
}

class Walk implements Chain {
  readonly files: PolicyFile[] = [];
  readonly presets = new Set<Preset>();
  readonly problems: PolicyProblem[] = [];
  readonly #known = new Map<string, PolicyFile | string>();
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  get paths(): readonly string[] {
    return [...this.#known.keys()];
  }

  report(place: PolicyPlace, message: string): void {
    const { path, start, end } = place;
    if (!this.problems.some((problem) => problem.path === path && problem.start === start && problem.message === message))
      this.problems.push({ path, start, end, severity: "error", message });
  }

  /** The file, or why it cannot be used: the end of a sentence. */
  open(path: string, isExtended: boolean): PolicyFile | string {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const file = this.#read(path, isExtended);
    this.#known.set(path, file);
    if (typeof file !== "string") this.problems.push(...file.problems);
    return file;
  }

  /** `above`: the paths of the files whose `extends` led here. */
  enter(file: PolicyFile, above: readonly string[]): void {
    if (file.extends === undefined) this.presets.add("recommended");
    const chain = [...above, file.path];
    for (const item of file.extends ?? []) {
      if (isPreset(item.name)) this.presets.add(item.name);
      else if (isPolicyPath(item.name)) this.#follow(item, chain);
    }
    this.files.push(file);
  }

  #follow(item: PolicyPlace & { readonly name: string }, chain: readonly string[]): void {
    const problem = this.#extend(item, chain);
    if (problem !== undefined) this.report(item, `\`${item.name}\` ${problem}`);
  }

  /** The end of a sentence that starts with the name. */
  #extend({ path, name }: PolicyPlace & { readonly name: string }, chain: readonly string[]): string | undefined {
    if (/^(?:[/\\]|[A-Za-z][\w+.-]*:)/.test(name)) return "must be a path relative to this file";
    if (name.includes("\\")) return "must be written with `/`";
    const target = join(dirname(path), name);
    const { boundary } = this.#source;
    if (boundary !== undefined && !isWithin(boundary, target)) return "lies outside of the folder that is analysed";
    if (chain.includes(target)) return "closes a cycle of `extends`";
    if (chain.length > EXTENDS_DEPTH_LIMIT) return `lies more than ${EXTENDS_DEPTH_LIMIT} files deep`;
    if (this.files.length + chain.length > FILE_LIMIT) return `is one of more than ${FILE_LIMIT} files`;
    const file = this.open(target, true);
    if (typeof file === "string") return file;
    this.enter(file, chain);
    return undefined;
  }

  #read(path: string, isExtended: boolean): PolicyFile | string {
    const text = this.#source.read(path);
    if (text === undefined) return "is not there or cannot be read";
    if (sizeOf(text) > POLICY_SIZE_LIMIT) return "is larger than 1 MB";
    return readPolicyFile(path, text, this.#source.index, isExtended);
  }
}

/** In bytes of UTF-8, counted only where it is near the limit. */
function sizeOf(text: string): number {
  return text.length * 3 <= POLICY_SIZE_LIMIT ? text.length : new TextEncoder().encode(text).length;
}
