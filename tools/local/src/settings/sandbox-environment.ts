import type { Environment } from './env-file';
import type { LocalSecrets } from './local-secrets';
import type { LocalSettings } from './local-settings';

/** The variables of the sandbox process, or undefined where every part is real. */
export function sandboxEnvironment(
  { sandboxed, ports, env }: LocalSettings,
  secrets: LocalSecrets,
  dataDir: string,
): Environment | undefined {
  if (sandboxed.size === 0) return undefined;
  return {
    SANDBOX_PARTS: [...sandboxed].join(','),
    SANDBOX_DATA_DIR: dataDir,
    SANDBOX_HOST: '127.0.0.1',
    SANDBOX_CHAT_PORT: String(ports.chat),
    SANDBOX_TELEGRAM_PORT: String(ports.telegram),
    SANDBOX_FAL_PORT: String(ports.fal),
    SANDBOX_OPENAI_PORT: String(ports.openai),
    SANDBOX_S3_PORT: String(ports.s3),
    SANDBOX_S3_ACCESS_KEY: secrets.s3AccessKey,
    SANDBOX_S3_SECRET_KEY: secrets.s3SecretKey,
    SANDBOX_S3_EVENTS_URL: `http://127.0.0.1:${ports['webhook-api']}/webhooks/minio`,
    SANDBOX_S3_EVENTS_TOKEN: env['MINIO_WEBHOOK_TOKEN'] ?? secrets.minioWebhookToken,
    SANDBOX_TELEGRAM_TOKEN: secrets.telegramToken,
    SANDBOX_FAL_KEY: secrets.falKey,
    SANDBOX_OPENAI_KEY: secrets.openaiKey,
  };
}
