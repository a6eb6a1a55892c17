{{/* The name of everything in here */}}
{{- define "storefront.name" -}}
{{- printf "%s-storefront" .Release.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "storefront.labels" -}}
app.kubernetes.io/name: storefront
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* What the web container and the import job have in common */}}
{{- define "storefront.container" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
envFrom:
  - configMapRef:
      name: {{ include "storefront.name" . }}
{{- end }}
