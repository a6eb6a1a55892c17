// Small charts for the tests of the command line.

import { execFileSync } from "node:child_process";
import path from "node:path";

/** A pod whose values say whether it is privileged, and whether its token is mounted. */
export const podTemplate = `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-web
spec:
  {{- if .Values.noToken }}
  automountServiceAccountToken: false
  {{- end }}
  containers:
    - name: web
      image: web:1
      securityContext:
        privileged: {{ .Values.privileged }}
`;

export function chartYaml(name: string, more = ""): string {
  return `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
}

/** The files of a chart in a folder; by default nothing is wrong with it. */
export function chart(
  folder: string,
  values = "privileged: false\nnoToken: true\n",
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const files = {
    "Chart.yaml": chartYaml(path.basename(folder)),
    "values.yaml": values,
    "templates/pod.yaml": podTemplate,
    ...more,
  };
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

/** Packs a chart's folder as `helm package` does. */
export function pack(root: string, folder: string, archive: string): void {
  execFileSync("tar", ["-czf", archive, folder], { cwd: root });
}
