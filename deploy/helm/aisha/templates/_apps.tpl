{{/*
What each app is: its port, the variables that it reads, the files of the Secret that it is given (nobody holds a
key that it does not use), the queues that it serves, and whom it talks to. A test compares this with the apps' own
configuration schemas.
*/}}
{{- define "aisha.apps" -}}
{{- $webhookMode := eq (toString .Values.config.BOT_MODE) "webhook" -}}
bot-gateway:
  port: 8080
  config: [BOT_MODE, SET_POLLING, TELEGRAM_API_ROOT, TELEGRAM_WEBHOOK_URL, POLLER_LEASE_TTL_MS, RATE_LIMIT_PER_MINUTE, SEND_BURST_PER_CHAT, WELCOME_CREDITS, OPERATOR_TELEGRAM_IDS, TRAINING_PHOTO_RETENTION_DAYS]
  storage: true
  secrets:
    TELEGRAM_BOT_TOKEN: telegram_bot_token
    {{- if $webhookMode }}
    TELEGRAM_WEBHOOK_SECRET: telegram_webhook_secret
    {{- end }}
  internet: true
  {{- if $webhookMode }}
  webhookPort: 8443
  public: true
  {{- end }}
avatar-worker:
  port: 8082
  config: [FAL_QUEUE_URL, FAL_REST_URL, PUBLIC_URL, TRAINING_PHOTO_RETENTION_DAYS]
  storage: true
  secrets:
    FAL_KEY: fal_key
    CALLBACK_SECRET: callback_secret
  internet: true
  queues: [check-photo, train-avatar, collect-training, generate-image, collect-image]
transcription-worker:
  port: 8083
  config: [OPENAI_BASE_URL, OPENAI_TRANSCRIPTION_MODEL, OPENAI_TRANSCRIPTION_FORMAT, OPENAI_CHAT_MODEL, OPENAI_SPEECH_MODEL]
  storage: true
  secrets:
    OPENAI_API_KEY: openai_api_key
  internet: true
  queues: [probe-audio, transcribe-audio, answer-person]
  scratch: true
standby-controller:
  port: 8081
  config: []
  secrets:
    CONTROL_TOKEN: control_token
webhook-api:
  port: 8001
  config: [FAL_WEBHOOK_JWKS_URL, FAL_WEBHOOK_USER_ID]
  secrets:
    CALLBACK_SECRET: callback_secret
    MINIO_WEBHOOK_TOKEN: minio_webhook_token
  internet: true
  public: true
{{- end }}

{{/* Read by every app. */}}
{{- define "aisha.commonConfig" -}}
[ENVIRONMENT, LOG_LEVEL, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG, SENTRY_DSN]
{{- end }}
{{- define "aisha.commonSecrets" -}}
DATABASE_URL: database_url
REDIS_URL: redis_url
{{- if .Values.secrets.databaseDirectUrl }}
DATABASE_DIRECT_URL: database_direct_url
{{- end }}
{{- end }}

{{/* Read by those who store files. */}}
{{- define "aisha.storageConfig" -}}
[MINIO_ENDPOINT, MINIO_BUCKET_NAME, MINIO_SECURE, MINIO_PUBLIC_URL]
{{- end }}
{{- define "aisha.storageSecrets" -}}
MINIO_ACCESS_KEY: s3_access_key
MINIO_SECRET_KEY: s3_secret_key
{{- end }}
