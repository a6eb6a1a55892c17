// Reads the user's settings, whoever sends them: wrong shapes fall back to the defaults.

import type { Settings, ShownSeverity } from "./protocol.ts";

export const defaultSettings: Settings = {
  enable: true,
  run: "onType",
  diagnostics: "openFiles",
  severity: { error: "error", warning: "warning", info: "information" },
  hover: true,
  completion: "auto",
  schemasElsewhere: [],
  codeLens: true,
  inlayHints: false,
  maxFiles: 5000,
  kubernetesVersion: [],
  exclude: [],
};

const shown: readonly string[] = ["error", "warning", "information", "hint", "off"] satisfies ShownSeverity[];

/** `value` is what the client sent for the section `kubeClinic`; null and nonsense count as nothing. */
export function readSettings(value: unknown): Settings {
  const given = isRecord(value) ? value : {};
  const severity = isRecord(given["severity"]) ? given["severity"] : {};
  const strings = (key: "kubernetesVersion" | "exclude" | "schemasElsewhere") => {
    const list = given[key];
    if (typeof list === "string") return list.split(/[\s,]+/).filter(Boolean);
    return Array.isArray(list) ? list.filter((item) => typeof item === "string") : defaultSettings[key];
  };
  const shownAs = (level: keyof Settings["severity"]) => {
    const wanted = severity[level];
    // `shown` holds just the members of ShownSeverity.
    return typeof wanted === "string" && shown.includes(wanted) ? (wanted as ShownSeverity) : defaultSettings.severity[level];
  };
  const { maxFiles } = given;
  return {
    enable: given["enable"] !== false,
    run: given["run"] === "onSave" ? "onSave" : "onType",
    diagnostics: given["diagnostics"] === "workspace" ? "workspace" : "openFiles",
    severity: { error: shownAs("error"), warning: shownAs("warning"), info: shownAs("info") },
    hover: given["hover"] !== false,
    completion: given["completion"] === "on" || given["completion"] === "off" ? given["completion"] : "auto",
    schemasElsewhere: strings("schemasElsewhere"),
    codeLens: given["codeLens"] !== false,
    inlayHints: given["inlayHints"] === true,
    maxFiles: typeof maxFiles === "number" && maxFiles >= 0 ? maxFiles : defaultSettings.maxFiles,
    kubernetesVersion: strings("kubernetesVersion"),
    exclude: strings("exclude"),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
