import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSecrets } from './local-secrets';

const folder = mkdtempSync(path.join(tmpdir(), 'aisha-secrets-'));
const file = path.join(folder, 'secrets.json');
afterAll(() => rmSync(folder, { recursive: true }));

describe('loadSecrets', () => {
  it('should make secrets once and keep them, readable by their owner only', async () => {
    const made = await loadSecrets(folder);
    expect(made.telegramToken).toMatch(/^\d{10}:AA[\w-]{33}$/);
    expect(await loadSecrets(folder)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('should make what an older file lacks', async () => {
    writeFileSync(file, '{"controlToken":"kept"}');
    const secrets = await loadSecrets(folder);
    expect(secrets.controlToken).toBe('kept');
    expect(secrets.callbackSecret).not.toBe('');
  });
});
