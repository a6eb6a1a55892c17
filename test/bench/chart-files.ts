// Makes a chart as a team might write one: components with a Deployment, a Service, a ConfigMap and a budget each, and shared helpers.

/** Templates that read a component's values. */
export const templatesOfComponent = 4;

export interface MadeChart {
  /** By path below the chart's folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly components: readonly string[];
}

/** `templates`: how many, a multiple of 4; partials and notes come on top. With the values sets `default`, `prod` and `staging`. */
export function makeChart(name: string, templates: number): MadeChart {
  const components = Array.from({ length: templates / templatesOfComponent }, (_, i) => `part${i}`);
  const files: Record<string, string> = {
    "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: "2.3.4"\n`,
    "values.yaml": `team: shop\nregistry: registry.example.com\n${components.map(valuesOf).join("")}`,
    "values-prod.yaml": `registry: registry.example.com/prod\n${components.map((one, i) => `${one}:\n  replicas: ${3 + (i % 3)}\n`).join("")}`,
    "values-staging.yaml": "team: shop-staging\npart0:\n  budget: { enabled: false }\n",
    "templates/_helpers.tpl": helpers,
    "templates/NOTES.txt": "{{ .Release.Name }} of {{ .Values.team }} runs.\n",
  };
  for (const component of components)
    for (const [kind, text] of Object.entries(templatesOf(component))) files[`templates/${component}-${kind}.yaml`] = text;
  return { files, components };
}

const helpers = `{{- define "chart.fullname" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Labels of every object. */}}
{{- define "chart.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{ include "chart.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
team: {{ .root.Values.team }}
{{- end }}

{{- define "chart.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}
`;

function valuesOf(component: string, i: number): string {
  return `${component}:
  # How many run at the same time.
  replicas: 2
  image: { repository: acme/${component}, tag: "" }
  port: ${8000 + i}
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
  resources:
    requests: { cpu: 100m, memory: 64Mi }
    limits: { memory: 128Mi }
  probes: { enabled: ${i % 2 === 0} }
  settings:
    LOG_LEVEL: info
    GREETING: hello
  budget: { enabled: true }
`;
}

function templatesOf(component: string): Readonly<Record<string, string>> {
  const head = (apiVersion: string, kind: string, suffix = "") => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: {{ include "chart.fullname" . }}-${component}${suffix}
  labels:
    {{- include "chart.labels" (dict "root" . "component" "${component}") | nindent 4 }}
`;
  const selector = (indent: number) =>
    `{{- include "chart.selector" (dict "root" . "component" "${component}") | nindent ${indent} }}`;
  return {
    deployment: `{{- with .Values.${component} }}
${head("apps/v1", "Deployment").replaceAll(" . ", " $ ").replaceAll('"root" .', '"root" $')}spec:
  replicas: {{ .replicas }}
  selector:
    matchLabels:
      ${selector(6).replace('"root" .', '"root" $')}
  template:
    metadata:
      labels:
        ${selector(8).replace('"root" .', '"root" $')}
    spec:
      automountServiceAccountToken: false
      containers:
        - name: ${component}
          image: "{{ $.Values.registry }}/{{ .image.repository }}:{{ .image.tag | default $.Chart.AppVersion }}"
          securityContext:
            {{- toYaml .securityContext | nindent 12 }}
          ports:
            - { name: http, containerPort: {{ .port }} }
          envFrom:
            - configMapRef: { name: {{ include "chart.fullname" $ }}-${component}-settings }
          {{- if .probes.enabled }}
          readinessProbe:
            httpGet: { path: /ready, port: http }
          {{- end }}
          resources:
            {{- toYaml .resources | nindent 12 }}
{{- end }}
`,
    service: `${head("v1", "Service")}spec:
  selector:
    ${selector(4)}
  ports:
    - { name: http, port: 80, targetPort: {{ .Values.${component}.port }} }
`,
    settings: `${head("v1", "ConfigMap", "-settings")}data:
  {{- range $key, $value := .Values.${component}.settings }}
  {{ $key }}: {{ $value | quote }}
  {{- end }}
`,
    budget: `{{- if .Values.${component}.budget.enabled }}
${head("policy/v1", "PodDisruptionBudget")}spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      ${selector(6)}
{{- end }}
`,
  };
}
