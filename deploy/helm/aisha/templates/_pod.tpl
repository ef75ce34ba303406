{{/* What all pods have in common. */}}
{{- define "aisha.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "aisha.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/*
The files of the Secret, and the variables that name them. Arguments: root, secrets (variable: file).
Only the files of this app are in its pods.
*/}}
{{- define "aisha.secretVariables" -}}
{{- range $variable, $file := .secrets }}
- name: {{ $variable }}_FILE
  value: /run/secrets/aisha/{{ $file }}
{{- end }}
{{- end }}

{{- define "aisha.secretVolume" -}}
- name: secrets
  secret:
    secretName: {{ .secretName }}
    defaultMode: 0440
    items:
      {{- range $variable, $file := .secrets }}
      - key: {{ $file }}
        path: {{ $file }}
      {{- end }}
{{- end }}

{{/* All variables of an app in a ConfigMap: those of the values that are not empty. Arguments: root, app. */}}
{{- define "aisha.configData" -}}
{{- $root := .root }}
{{- $names := concat (include "aisha.commonConfig" $root | fromYamlArray) .app.config }}
{{- if .app.storage }}
{{- $names = concat $names (include "aisha.storageConfig" $root | fromYamlArray) }}
{{- end }}
{{- range $name := $names | sortAlpha }}
{{- $value := index $root.Values.config $name | toString }}
{{- if ne $value "" }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end }}
