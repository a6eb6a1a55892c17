// A profile: the values files that a chart is installed with in one environment.

/** Patterns and paths are relative to `folder`, where the policy file that names the profile lies. */
export interface Profile {
  readonly name: string;
  readonly folder: string;
  /** Globs over the folders of charts; none: all below `folder`. */
  readonly charts: readonly string[];
  /** Paths or globs, in the order of `helm -f`: the last one wins. Those beside the chart come before those beside the policy. */
  readonly values: readonly string[];
}
