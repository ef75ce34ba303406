export { ProviderFailure, type FailureKind, type Provider } from './provider.errors';

export { falEnv, falWebhookEnv, type FalConfig, type FalWebhookConfig } from './fal/fal.env';
export { FalClient } from './fal/fal.client';
export type { FalDownload } from './fal/fal-download';
export type {
  FalCancellation,
  FalInput,
  FalPayloadDeletion,
  FalResult,
  FalStatus,
  FalSubmission,
} from './fal/fal.types';
export { FalWebhookVerifier } from './fal/fal-webhook.verifier';
export type { FalCallback, FalWebhookFault, FalWebhookVerdict } from './fal/fal-webhook.verifier';
export { FalModule, FalWebhookModule } from './fal/fal.module';

export { openaiEnv, type OpenAiConfig } from './openai/openai.env';
export { OpenAiClient } from './openai/openai.client';
export type {
  AudioFile,
  ChatMessage,
  ChatReply,
  HeardSegment,
  JsonSchema,
  SpokenText,
  Transcription,
} from './openai/openai.types';
export type { TranscriptionModel } from './openai/model-catalogue';
export type { ModelUsage } from './openai/model-usage';
export { SPEECH_MAX_CHARACTERS } from './openai/speech-call';
export { languageCode } from './openai/language-code';
export { OpenAiModelWatchModule, OpenAiModule } from './openai/openai.module';
export { OpenAiBreakerModule, OpenAiOutageModule } from './openai/breaker/openai-breaker.module';
export { OpenAiOutage, type Outage, type OutageKind } from './openai/breaker/openai-outage';

export { storageEnv, type StorageConfig } from './storage/storage.env';
export { Storage } from './storage/storage.client';
export { StoredObjectNotFound } from './storage/storage.errors';
export type { PutOptions, StoredObject, StoredObjectInfo } from './storage/storage.types';
export { StorageModule } from './storage/storage.module';
export { VOLUME_LIMITS, type VolumeLimits, ZipVolumes } from './storage/zip-volumes';
