{{- define "aisha.fullname" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{/* Arguments: root, name (of the app). */}}
{{- define "aisha.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: aisha
{{- end }}

{{- define "aisha.labels" -}}
{{ include "aisha.selector" . }}
app.kubernetes.io/version: {{ include "aisha.tag" .root | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "aisha.tag" -}}
{{- default .Chart.AppVersion .Values.image.tag -}}
{{- end }}

{{- define "aisha.image" -}}
{{- if eq (include "aisha.tag" .root) "latest" }}{{ fail "image.tag must name a release: latest is never deployed" }}{{ end -}}
{{ printf "%s/aisha/%s:%s" (required "image.registry is missing: where the images are" .root.Values.image.registry) .name (include "aisha.tag" .root) }}
{{- end }}

{{- define "aisha.secretName" -}}
{{- default (include "aisha.fullname" .) .Values.secrets.existingSecret -}}
{{- end }}
