import { randomUUID } from 'node:crypto';
import { CallbackAddress } from './callback-address';
import { type CallbackJob, parseCallback, signCallback } from './callback-token';

const SECRET = 'a secret of some length';
const job: CallbackJob = { subject: 'training', rowId: randomUUID(), attempt: 3 };

describe('the token of a callback address', () => {
  it('should tell the row and the attempt that it was signed for', () => {
    expect(parseCallback(SECRET, signCallback(SECRET, job))).toEqual(job);
  });

  it('should be refused when it was signed with another secret', () => {
    expect(parseCallback(SECRET, signCallback(`${SECRET}!`, job))).toBeUndefined();
  });

  it.each([
    ['the subject', (token: string) => token.replace('training', 'image')],
    ['the attempt', (token: string) => token.replace('.3.', '.4.')],
    ['the row', (token: string) => token.replace(job.rowId, randomUUID())],
    [
      'the signature',
      (token: string) => `${token.slice(0, -2)}${token.endsWith('A') ? 'BB' : 'AA'}`,
    ],
    ['the length', (token: string) => token.slice(0, -1)],
    ['a part more', (token: string) => `${token}.x`],
    ['everything', () => ''],
    ['everything', () => '...'],
  ])('should be refused when %s was changed', (_what, change) => {
    expect(parseCallback(SECRET, change(signCallback(SECRET, job)))).toBeUndefined();
  });
});

describe('a callback address', () => {
  it('should carry the token to the public base address', () => {
    const config = { PUBLIC_URL: 'https://aisha.example/base/', CALLBACK_SECRET: SECRET };
    const url = new URL(new CallbackAddress(config).of(job)!);
    expect(`${url.origin}${url.pathname}`).toBe('https://aisha.example/base/webhooks/fal');
    expect(parseCallback(SECRET, url.searchParams.get('job')!)).toEqual(job);
  });

  it('should not exist where no public address is configured', () => {
    expect(new CallbackAddress({ CALLBACK_SECRET: SECRET }).of(job)).toBeUndefined();
  });
});
