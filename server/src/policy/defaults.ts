// The settings that hold where no policy file governs.

import { memo } from "../base/memo.ts";
import { minorsOf } from "./minors.ts";
import { settingsOf } from "./resolve.ts";
import type { RuleIndex } from "./rule-index.ts";
import type { Settings } from "./settings.ts";

/**
 * `recommended`, judged by the minors that the editor's settings name: a list, or one text divided by commas. Minors that are
 * not supported do not count.
 */
export function defaultSettings(index: RuleIndex, kubernetesVersion: string | readonly string[] = []): Settings {
  const minors = typeof kubernetesVersion === "string" ? kubernetesVersion.split(/[\s,]+/) : kubernetesVersion;
  const key = minorsOf(minors).join();
  const known = defaultsOf(index);
  let settings = known.get(key);
  if (!settings) known.set(key, (settings = recommended(index, minorsOf(minors))));
  return settings;
}

const defaultsOf = memo((_: RuleIndex) => new Map<string, Settings>());

function recommended(index: RuleIndex, kubernetes: readonly string[]): Settings {
  return settingsOf(
    {
      presets: new Set(["recommended"]),
      levels: new Map(),
      options: new Map(),
      inOverrides: new Set(),
      kubernetes,
      images: { trusted: [], blocked: [] },
    },
    index,
  );
}
