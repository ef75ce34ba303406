import { randomBytes, randomInt } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Made once per checkout: tokens that change would part the apps from what they stored. */
export interface LocalSecrets {
  readonly callbackSecret: string;
  readonly controlToken: string;
  readonly minioWebhookToken: string;
  /** Of the stand-ins. */
  readonly telegramToken: string;
  readonly falKey: string;
  readonly openaiKey: string;
  readonly s3AccessKey: string;
  readonly s3SecretKey: string;
}

const secret = () => randomBytes(24).toString('base64url');

const newSecrets = (): LocalSecrets => ({
  callbackSecret: secret(),
  controlToken: secret(),
  minioWebhookToken: secret(),
  // The form of a real one: bot id, colon, 35 characters.
  telegramToken: `${randomInt(1_000_000_000, 9_999_999_999)}:AA${randomBytes(32).toString('base64url').slice(0, 33)}`,
  falKey: `${crypto.randomUUID()}:${randomBytes(16).toString('hex')}`,
  openaiKey: `sk-sandbox-${secret()}`,
  s3AccessKey: 'aisha',
  s3SecretKey: secret(),
});

/** Reads .local/secrets.json; makes it, or what it lacks, where needed. Only its owner may read it. */
export async function loadSecrets(localDir: string): Promise<LocalSecrets> {
  const file = path.join(localDir, 'secrets.json');
  const known = await readFile(file, 'utf8').then(parse, () => ({}));
  const secrets: LocalSecrets = { ...newSecrets(), ...known };
  await mkdir(localDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return secrets;
}

/** A file cut off by a full disk is made anew. */
function parse(text: string): Partial<LocalSecrets> {
  try {
    return JSON.parse(text) as Partial<LocalSecrets>;
  } catch {
    return {};
  }
}
