import { z } from 'zod';
import { falEnv, falWebhookEnv } from './fal/fal.env';
import { openaiEnv } from './openai/openai.env';
import { endpointUrl } from './storage/s3-connection';
import { storageEnv } from './storage/storage.env';

describe('settings of the integrations', () => {
  const minio = { MINIO_ENDPOINT: 'minio:9000', MINIO_ACCESS_KEY: 'a', MINIO_SECRET_KEY: 's' };
  const storageOf = (changes: Partial<Record<keyof typeof storageEnv, string>>) =>
    z.object(storageEnv).safeParse({ ...minio, ...changes });

  it('should lead to the real services by default', () => {
    const schema = z.object({ ...falEnv, ...falWebhookEnv, ...openaiEnv });
    expect(schema.parse({ FAL_KEY: 'f', OPENAI_API_KEY: 'o' })).toEqual({
      FAL_KEY: 'f',
      FAL_QUEUE_URL: 'https://queue.fal.run',
      FAL_REST_URL: 'https://rest.fal.ai',
      FAL_WEBHOOK_JWKS_URL: 'https://rest.fal.ai/.well-known/jwks.json',
      OPENAI_API_KEY: 'o',
      OPENAI_BASE_URL: 'https://api.openai.com/v1',
      OPENAI_TRANSCRIPTION_MODEL: 'gpt-transcribe',
      OPENAI_CHAT_MODEL: 'gpt-6-luna',
      OPENAI_SPEECH_MODEL: 'gpt-4o-mini-tts',
    });
  });

  it.each([
    ['minio:9000', 'false', 'http://minio:9000'],
    ['minio:9000', 'true', 'https://minio:9000'],
    ['s3.example.org', 'true', 'https://s3.example.org'],
    ['http://10.0.0.1:9000', 'true', 'http://10.0.0.1:9000'],
    ['https://s3.example.org', 'false', 'https://s3.example.org'],
    ['[::1]:9000', 'false', 'http://[::1]:9000'],
  ])('should read the endpoint %s with MINIO_SECURE=%s as %s', (endpoint, secure, url) => {
    const parsed = storageOf({ MINIO_ENDPOINT: endpoint, MINIO_SECURE: secure });
    expect(parsed.data && endpointUrl(parsed.data)).toBe(url);
  });

  it.each([{ MINIO_ENDPOINT: 'ftp://x' }, { MINIO_ENDPOINT: 'a b' }, { MINIO_SECURE: 'maybe' }])(
    'should refuse %j',
    (changes) => expect(storageOf(changes).success).toBe(false),
  );
});
