// The presets that a policy can extend.

import { presets, type Preset } from "./rule-index.ts";

export const presetDocs: Readonly<Record<Preset, string>> = {
  recommended: "What nearly every team wants: faults, and practices that are widely agreed on. It holds where no preset is named",
  strict: "All of `recommended`, and hardening that asks for more work",
};

const later = /^(?:pod-security\/(?:privileged|baseline|restricted)(?:@v1\.\d{1,2})?|cis|nsa|cost)$/;

export function isPreset(name: string): name is Preset {
  return (presets as readonly string[]).includes(name);
}

/** Presets that the documentation names but that this version does not have. */
export function isLaterPreset(name: string): boolean {
  return later.test(name);
}

/** Another policy file rather than a preset: it says so by a path or an ending. */
export function isPolicyPath(name: string): boolean {
  return /^\.{0,2}[/\\]|^[A-Za-z]:|\.ya?ml$/.test(name);
}
