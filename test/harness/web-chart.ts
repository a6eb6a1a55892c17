// A small chart for the tests of servers and editors: values decide of one fault, a branch of the template of another.

export const values = `image: registry.example.com/web:1.2.3
replicas: 2
debug: false
securityContext:
  privileged: false # keep me
resources:
  limits: { memory: 64Mi }
`;

export const productionValues = "replicas: 3\n";

export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.name" . }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      {{- if .Values.debug }}
      hostPID: true
      {{- end }}
      containers:
        - name: web
          image: {{ .Values.image | quote }}
          securityContext:
            {{- toYaml .Values.securityContext | nindent 12 }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`;

const metadata = 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "1.2.3"\n';

/** By path below the chart's folder. */
export const webChart: Readonly<Record<string, string>> = {
  "Chart.yaml": metadata,
  "values.yaml": values,
  "values-prod.yaml": productionValues,
  "templates/_helpers.tpl": '{{- define "web.name" -}}\n{{ .Release.Name }}-web\n{{- end }}\n',
  "templates/deployment.yaml": deployment,
};

/** The same files in a folder. */
export function chartIn(folder: string, chart: Readonly<Record<string, string>> = webChart): Record<string, string> {
  return Object.fromEntries(Object.entries(chart).map(([name, text]) => [`${folder}/${name}`, text]));
}
