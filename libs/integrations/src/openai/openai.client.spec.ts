import { Readable } from 'node:stream';
import { ScriptedServer } from '../scripted-server.fixture';
import { OpenAiClient } from './openai.client';

describe('OpenAiClient', () => {
  let server: ScriptedServer;
  let openai: OpenAiClient;
  const voice = { bytes: Buffer.from('OggS'), fileName: 'voice.ogg', contentType: 'audio/ogg' };
  const hello = [{ role: 'user', content: 'hello' }] as const;

  beforeAll(async () => {
    server = await ScriptedServer.start();
    const config = {
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: `${server.url}/v1`,
      OPENAI_TRANSCRIPTION_MODEL: 'gpt-transcribe',
      OPENAI_CHAT_MODEL: 'gpt-6-luna',
    };
    openai = new OpenAiClient(config);
  });
  afterAll(() => server.close());
  const error = (code: string | null, type = 'invalid_request_error') => ({
    error: { message: 'no', type, param: null, code },
  });

  it.each([
    ['a buffer', voice],
    ['a stream', { ...voice, bytes: Readable.from([Buffer.from('Ogg'), Buffer.from('S')]) }],
  ])('should send %s with file name, model and language', async (_what, file) => {
    server.playJson(200, { text: ' Привет ', languages: ['ru'] });
    const heard = await openai.transcribe(file, { language: 'ru' });
    expect(heard).toEqual({ text: 'Привет', language: 'ru' });
    const [request] = server.seen;
    expect(request).toMatchObject({ method: 'POST', url: '/v1/audio/transcriptions' });
    const form = String(request?.body);
    for (const part of ['filename="voice.ogg"', 'audio/ogg', 'OggS', 'gpt-transcribe', 'ru'])
      expect(form).toContain(part);
  });

  it('should pass silence on as an empty text', async () => {
    server.playJson(200, { text: '' });
    await expect(openai.transcribe(voice)).resolves.toEqual({ text: '' });
  });

  it('should send the conversation and return the answer', async () => {
    server.playJson(200, { choices: [{ finish_reason: 'stop', message: { content: 'hi' } }] });
    await expect(openai.chat(hello, { maxTokens: 50 })).resolves.toEqual({ text: 'hi' });
    expect(JSON.parse(String(server.seen[0]?.body))).toEqual({
      model: 'gpt-6-luna',
      messages: hello,
      max_completion_tokens: 50,
    });
  });

  it('should ask for an object of a schema', async () => {
    server.playJson(200, { choices: [{ message: { content: '{"prompt":"x"}' } }] });
    const json = { name: 'picture_prompt', schema: { type: 'object' } };
    await expect(openai.chat(hello, { json })).resolves.toEqual({ text: '{"prompt":"x"}' });
    expect(JSON.parse(String(server.seen[0]?.body))).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { ...json, strict: true } },
    });
  });

  it("should send pictures along with a user's words", async () => {
    server.playJson(200, { choices: [{ message: { content: 'a cat' } }] });
    const url = 'data:image/png;base64,AA==';
    await openai.chat([{ role: 'user', content: 'What is this?', images: [url] }]);
    const parts = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url } },
    ];
    expect(JSON.parse(String(server.seen[0]?.body))).toMatchObject({
      messages: [{ role: 'user', content: parts }],
    });
  });

  it.each([
    ['refusal', { message: { content: null, refusal: 'I cannot' } }, 'I cannot'],
    ['empty answer', { message: { content: null } }, ''],
  ])('should return a %s as a text', async (_what, choice, text) => {
    server.playJson(200, { choices: [choice] });
    await expect(openai.chat(hello)).resolves.toEqual({ text });
  });

  it('should say that an answer was withheld', async () => {
    const choices = [{ finish_reason: 'content_filter', message: { content: null } }];
    server.playJson(200, { choices });
    await expect(openai.chat(hello)).rejects.toMatchObject({ kind: 'content-policy' });
  });

  it.each([
    [400, error('invalid_value'), 'rejected'],
    [413, error(null), 'rejected'],
    [404, error('model_not_found'), 'rejected'],
    [400, error('content_policy_violation'), 'content-policy'],
    [401, error('invalid_api_key'), 'unauthorized'],
    [429, error('insufficient_quota', 'insufficient_quota'), 'balance'],
  ])('should not repeat %i %j: %s', async (status, body, kind) => {
    server.playJson(status, body);
    await expect(openai.transcribe(voice)).rejects.toMatchObject({
      kind,
      retryable: false,
      status,
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    [429, error('rate_limit_exceeded'), 'rate-limited'],
    [503, error(null), 'unavailable'],
  ])('should repeat %i %j twice, then give up', async (status, body, kind) => {
    server.playJson(status, body, { 'retry-after-ms': '1' });
    const failure = { kind, retryable: true, status, retryAfterMs: 1 };
    await expect(openai.transcribe(voice)).rejects.toMatchObject(failure);
    expect(server.seen).toHaveLength(3);
  });

  it('should get over one failure', async () => {
    server.play((response) => {
      const first = server.seen.length === 1;
      response.writeHead(first ? 500 : 200, {
        'content-type': 'application/json',
        'retry-after-ms': '1',
      });
      response.end('{"text":"ok"}');
    });
    await expect(openai.transcribe(voice)).resolves.toEqual({ text: 'ok' });
  });

  describe('with a server that does not keep to the protocol', () => {
    it.each([
      ['a web page', 'text/html', '<html>'],
      ['broken JSON', 'application/json', '{"text":'],
      ['other JSON', 'application/json', '{"ok":true}'],
    ])('should call %s an outage', async (_what, type, body) => {
      server.play((response) => response.writeHead(200, { 'content-type': type }).end(body));
      const failure = { kind: 'unavailable', retryable: true };
      await expect(openai.transcribe(voice)).rejects.toMatchObject(failure);
      await expect(openai.chat(hello)).rejects.toMatchObject(failure);
    });
  });

  describe('without patience', () => {
    const impatient = () =>
      new OpenAiClient(
        {
          OPENAI_API_KEY: 'sk-test',
          OPENAI_BASE_URL: `${server.url}/v1`,
          OPENAI_TRANSCRIPTION_MODEL: 'm',
          OPENAI_CHAT_MODEL: 'm',
        },
        { maxRetries: 0, timeoutMs: 100 },
      );

    it('should call a silent server and a broken connection an outage', async () => {
      server.play(() => undefined);
      await expect(impatient().chat(hello)).rejects.toMatchObject({ kind: 'unavailable' });
      server.play((response) => response.destroy());
      await expect(impatient().chat(hello)).rejects.toMatchObject({ kind: 'unavailable' });
    });

    it('should stop when the caller does', async () => {
      const stop = new AbortController();
      const reason = new Error('the person left');
      server.play(() => stop.abort(reason));
      const chat = openai.chat(hello, { signal: stop.signal });
      await expect(chat).rejects.toBe(reason);
    });
  });
});
