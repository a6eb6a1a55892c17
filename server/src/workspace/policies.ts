// Which policy governs a file, and what the policy files of a snapshot come to.

import { ancestors, dirname, join } from "../base/path.ts";
import { loadPolicy, type Policy } from "../policy/load.ts";
import type { SourceFile } from "./file.ts";
import type { Config } from "./snapshot.ts";

export const policyNames = ["kube-clinic.yaml", ".kube-clinic.yaml"];

interface LoadedPolicy {
  readonly policy: Policy;
  readonly inputs: readonly (readonly [string, SourceFile | undefined])[];
}

/** The files that policies are looked for among. */
interface Surroundings {
  readonly files: ReadonlyMap<string, SourceFile>;
  rootOf(path: string): string;
}

export class Policies {
  readonly #config: Config;
  readonly #around: Surroundings;
  /** Carried over from one snapshot to the next; each holds as long as its inputs do. */
  readonly #loaded: Map<string, LoadedPolicy>;
  readonly #nearest = new Map<string, string | undefined>();

  constructor(config: Config, around: Surroundings, before?: Policies) {
    this.#config = config;
    this.#around = around;
    this.#loaded = new Map(before ? before.#loaded : []);
  }

  /** The policy of the file at this path, whatever it governs. */
  at(path: string): Policy {
    const { files } = this.#around;
    const known = this.#loaded.get(path);
    if (known && known.inputs.every(([input, file]) => files.get(input) === file)) return known.policy;
    const inputs: [string, SourceFile | undefined][] = [];
    const read = (input: string) => {
      const file = files.get(input);
      inputs.push([input, file]);
      return file?.text;
    };
    const { index, today, policyWithinRoot } = this.#config;
    const root = this.#around.rootOf(path);
    const policy = loadPolicy(path, read, index, today, policyWithinRoot && root !== path ? root : undefined);
    this.#loaded.set(path, { policy, inputs });
    return policy;
  }

  /** The nearest at or above the file; the one that the configuration names in its place. */
  for(path: string): Policy | undefined {
    const at = this.#pathFor(path);
    return at === undefined ? undefined : this.at(at);
  }

  /** Where a policy of the file would lie. */
  foldersAbove(path: string): Iterable<string> {
    const { policy, policyWithinRoot } = this.#config;
    if (policy !== undefined || !path.includes("/")) return [];
    const root = this.#around.rootOf(path);
    return policyWithinRoot && root !== path ? ancestors(dirname(path), root) : ancestors(dirname(path));
  }

  /** Whether some policy is made of the file, too. */
  isPartOfOne(path: string): boolean {
    return [...this.#loaded.values()].some(({ policy }) => policy.files.includes(path));
  }

  #pathFor(path: string): string | undefined {
    const { policy } = this.#config;
    if (policy !== undefined) return policy === "none" ? undefined : policy;
    const folder = dirname(path);
    if (!this.#nearest.has(folder)) this.#nearest.set(folder, this.#find(path));
    return this.#nearest.get(folder);
  }

  #find(path: string): string | undefined {
    for (const folder of this.foldersAbove(path))
      for (const name of policyNames) if (this.#around.files.has(join(folder, name))) return join(folder, name);
    return undefined;
  }
}
