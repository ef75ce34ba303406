import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI, { APIConnectionError, APIError, toFile } from 'openai';
import { startOpenAiStandIn, type RunningOpenAiStandIn } from './openai-stand-in';

/** A page of Ogg Opus as file-type and a duration probe see it: header, tags, and a last sample count. */
function oggOpus(seconds: number): Buffer {
  const page = (granule: number, content: string) => {
    const head = Buffer.alloc(28);
    head.write('OggS', 'latin1');
    head.writeBigInt64LE(BigInt(granule), 6);
    return Buffer.concat([head, Buffer.from(content, 'latin1')]);
  };
  return Buffer.concat([
    page(0, `OpusHead${'\0'.repeat(11)}`),
    page(0, 'OpusTags'),
    page(seconds * 48_000, 'sound'),
  ]);
}

describe("OpenAI's stand-in under OpenAI's own client", () => {
  let standIn: RunningOpenAiStandIn;
  let openai: OpenAI;
  let dir: string;
  const sample = oggOpus(5);
  const clientOf = (more: object = {}) =>
    new OpenAI({ apiKey: 'sk-test', baseURL: standIn.url, maxRetries: 0, ...more });
  const hear = async (bytes: Buffer, name = 'voice.ogg', more: object = {}) =>
    openai.audio.transcriptions.create({
      file: await toFile(bytes, name, { type: 'audio/ogg' }),
      model: 'gpt-transcribe',
      response_format: 'json',
      ...more,
    });
  const say = (...contents: string[]) =>
    openai.chat.completions.create({
      model: 'gpt-6-luna',
      messages: contents.map((content, index) => ({
        role: index % 2 ? ('assistant' as const) : ('user' as const),
        content,
      })),
    });
  const said = async (...contents: string[]) =>
    (await say(...contents)).choices[0]?.message.content;
  const order = (on: string, action: object, times = 1) =>
    fetch(new URL('/_sandbox/faults', standIn.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ on, times, action }),
    });
  const failure = async (call: Promise<unknown>) => {
    const error: unknown = await call.then(() => undefined).catch((e: unknown) => e);
    if (!(error instanceof APIError)) throw new Error(`no APIError but ${String(error)}`);
    return error;
  };

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'voice-texts-'));
    await writeFile(path.join(dir, 'ru-short.ogg'), sample);
    await writeFile(path.join(dir, 'ru-short.txt'), 'Привет, это проверка.\n');
    standIn = await startOpenAiStandIn({ port: 0, key: 'sk-test', voiceTextsDir: dir });
    openai = clientOf();
  });
  afterEach(() => fetch(new URL('/_sandbox/faults', standIn.url), { method: 'DELETE' }));
  afterAll(async () => {
    await standIn.close();
    await rm(dir, { recursive: true });
  });

  describe('transcriptions', () => {
    it('should know a sample by its bytes', async () => {
      const text = 'Привет, это проверка.';
      await expect(hear(sample)).resolves.toMatchObject({ text, languages: ['ru'] });
    });

    it('should say of anything else that it made the text up, in the asked language', async () => {
      const russian = await hear(oggOpus(3), 'voice.ogg', { language: 'ru' });
      expect(russian.text).toMatch(/выдуманный.*3\.0 с/);
      const english = await hear(oggOpus(3), 'voice.ogg', { language: 'en' });
      expect(english.text).toMatch(/made up.*3\.0 s/);
    });

    it('should answer as text and with details where the model can', async () => {
      await expect(hear(sample, 'voice.ogg', { response_format: 'text' })).resolves.toBe(
        'Привет, это проверка.\n',
      );
      const whisper = { model: 'whisper-1', response_format: 'verbose_json' };
      const details = await hear(sample, 'voice.ogg', whisper);
      expect(details).toMatchObject({ language: 'ru', duration: 5, segments: [{ end: 5 }] });
      const unable = hear(sample, 'voice.ogg', { response_format: 'verbose_json' });
      expect(await failure(unable)).toMatchObject({ status: 400, code: 'unsupported_value' });
    });

    it.each([
      ["Telegram's extension", sample, 'voice.oga', 'Invalid file format'],
      ['nothing', Buffer.alloc(0), 'voice.ogg', 'too short'],
      ['no audio', Buffer.from('hello, I am a text'), 'voice.ogg', 'corrupted or unsupported'],
    ])('should refuse %s', async (_what, bytes, name, message) => {
      expect(await failure(hear(bytes, name))).toMatchObject({
        status: 400,
        type: 'invalid_request_error',
        param: 'file',
        message: expect.stringContaining(message),
      });
    });

    it('should refuse a body over 25 MB', async () => {
      const error = await failure(hear(Buffer.concat([sample, Buffer.alloc(26_214_400)])));
      expect(error.status).toBe(413);
      expect(error.message).toMatch(/Maximum content size limit \(26214400\) exceeded \(\d+ bytes/);
    });

    it('should refuse a form that is none', async () => {
      const post = (headers: Record<string, string>) =>
        fetch(`${standIn.url}/audio/transcriptions`, {
          method: 'POST',
          headers: { authorization: 'Bearer sk-test', ...headers },
          body: '{}',
        });
      expect((await post({ 'content-type': 'application/json' })).status).toBe(400);
      expect((await post({ 'content-type': 'multipart/form-data' })).status).toBe(400);
      expect((await post({ 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400);
    });
  });

  describe('chat', () => {
    it('should answer in the language of the question and show that it has the conversation', async () => {
      expect(await said('Привет')).toBe('Песочница: вы написали «Привет». Это начало разговора.');
      expect(await said('Hello', 'Hi', 'What did I say first?')).toBe(
        'Sandbox: you wrote "What did I say first?". ' +
          'Earlier messages in this conversation: 2, the first is "Hello".',
      );
    });

    it('should count attached pictures', async () => {
      const { choices } = await openai.chat.completions.create({
        model: 'gpt-6-luna',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
            ],
          },
        ],
      });
      expect(choices[0]?.message.content).toContain('Pictures attached: 1.');
    });

    describe('asked for JSON', () => {
      const ask = async (response_format: object, content: string | object[]) => {
        const body = {
          model: 'gpt-6-luna',
          messages: [{ role: 'user', content }],
          response_format,
        };
        const { choices } = await openai.chat.completions.create(
          body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming,
        );
        return JSON.parse(choices[0]?.message.content ?? '') as unknown;
      };
      const schemaOf = (schema: object, name = 'answer') => ({
        type: 'json_schema',
        json_schema: { name, strict: true, schema },
      });
      const strict = (properties: object) => ({
        type: 'object',
        properties,
        required: Object.keys(properties),
        additionalProperties: false,
      });
      const promptSchema = schemaOf(strict({ prompt: { type: 'string' } }), 'picture_prompt');

      it('should make an English prompt of the asked words, pictures or not', async () => {
        expect(await ask(promptSchema, 'На Луне, с котом')).toEqual({
          prompt: 'sandbox prompt, a portrait, na lune, s kotom, soft light, sharp focus',
        });
        const image_url = { url: 'data:image/jpeg;base64,AA==' };
        const seen = await ask(promptSchema, [
          { type: 'text', text: 'such a coat' },
          { type: 'image_url', image_url },
        ]);
        expect(seen).toEqual({ prompt: expect.stringMatching(/attached picture, such a coat/) });
      });

      it('should keep to any schema', async () => {
        const schema = strict({
          verdict: { enum: ['good', 'bad'] },
          score: { type: 'integer', minimum: 1 },
          sure: { type: 'boolean' },
          notes: { type: 'array', items: { type: 'string' }, minItems: 2 },
          place: { anyOf: [{ $ref: '#/$defs/place' }, { type: 'null' }] },
          maybe: { type: ['string', 'null'] },
        });
        const place = strict({ name: { type: 'string' }, inside: { $ref: '#/$defs/node' } });
        const node = strict({ next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } });
        expect(await ask(schemaOf({ ...schema, $defs: { place, node } }), 'Hello')).toEqual({
          verdict: 'good',
          score: 1,
          sure: true,
          notes: [expect.stringContaining('Sandbox'), expect.stringContaining('Sandbox')],
          place: { name: expect.stringContaining('Sandbox'), inside: { next: expect.anything() } },
          maybe: expect.stringContaining('Sandbox'),
        });
      });

      it('should answer with some JSON where no schema is given, if the word is said', async () => {
        const anyJson = { type: 'json_object' };
        expect(await ask(anyJson, 'Hello, as JSON')).toEqual({
          answer: expect.stringContaining('you wrote "Hello, as JSON"'),
        });
        expect(await failure(ask(anyJson, 'Hello'))).toMatchObject({
          status: 400,
          param: 'messages',
          message: expect.stringContaining("must contain the word 'json'"),
        });
      });

      it.each([
        [{ type: 'object', properties: {} }, /In context=\(\), 'additionalProperties' is required/],
        [
          { ...strict({ a: { type: 'string' } }), required: [] },
          /including every key in properties\. Missing 'a'\./,
        ],
        [
          strict({ a: { type: 'array', items: { type: 'object' } } }),
          /In context=\('properties', 'a', 'items'\), 'additionalProperties'/,
        ],
      ])('should refuse a strict schema that is not strict: %j', async (schema, message) => {
        expect(await failure(ask(schemaOf(schema), 'Hello'))).toMatchObject({
          status: 400,
          param: 'response_format',
          message: expect.stringMatching(message),
        });
      });

      it('should refuse a picture of a kind that it cannot see', async () => {
        const image_url = { url: 'data:image/tiff;base64,AA==' };
        const call = ask(promptSchema, [{ type: 'image_url', image_url }]);
        expect(await failure(call)).toMatchObject({ status: 400 });
      });
    });

    it('should stream the same answer', async () => {
      const stream = await openai.chat.completions.create({
        model: 'gpt-6-luna',
        messages: [{ role: 'user', content: 'Hello' }],
        stream: true,
      });
      let text = '';
      for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
      expect(text).toBe(await said('Hello'));
    });

    it('should refuse a chat without messages', async () => {
      expect(await failure(say())).toMatchObject({ status: 400, param: 'messages' });
    });
  });

  it('should list models, number its answers, and let nobody in without the key', async () => {
    const ids = (await openai.models.list()).data.map(({ id }) => id);
    expect(ids).toContain('gpt-transcribe');
    expect((await say('a'))._request_id).toMatch(/^req_/);
    const stranger = clientOf({ apiKey: 'sk-other' });
    const error = await failure(stranger.models.list());
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(error.requestID).toMatch(/^req_/);
  });

  describe('told to fail', () => {
    it('should be rate limited, and the client should come again', async () => {
      await order('chat', {
        kind: 'error',
        status: 429,
        code: 'rate_limit_exceeded',
        retryAfterMs: 1,
      });
      const patient = clientOf({ maxRetries: 1 });
      const { choices } = await patient.chat.completions.create({
        model: 'm',
        messages: [{ role: 'user', content: 'Hello' }],
      });
      expect(choices).toHaveLength(1);
    });

    it('should be out of quota', async () => {
      await order('transcription', { kind: 'error', status: 429, code: 'insufficient_quota' });
      expect(await failure(hear(sample))).toMatchObject({
        status: 429,
        code: 'insufficient_quota',
      });
      await expect(hear(sample)).resolves.toHaveProperty('text');
    });

    it('should hear nothing, talk garbage, hang and break off', async () => {
      await order('transcription', { kind: 'empty' });
      await expect(hear(sample)).resolves.toMatchObject({ text: '' });
      await order('chat', { kind: 'garbage' });
      await expect(say('a')).rejects.toBeInstanceOf(Error);
      await order('chat', { kind: 'reset' });
      await expect(say('a')).rejects.toBeInstanceOf(APIConnectionError);
      await order('chat', { kind: 'hang' });
      openai = clientOf({ timeout: 50 });
      await expect(say('a')).rejects.toBeInstanceOf(APIConnectionError);
      openai = clientOf();
    });

    it('should refuse an order that it does not understand', async () => {
      expect((await order('chat', { kind: 'dance' })).status).toBe(400);
    });
  });

  it('should keep the truth about what it was asked', async () => {
    await hear(sample, 'voice.ogg', { language: 'ru' });
    const log = (await (
      await fetch(new URL('/_sandbox/requests', standIn.url))
    ).json()) as object[];
    expect(log.at(-1)).toMatchObject({
      kind: 'transcription',
      fields: { model: 'gpt-transcribe', language: 'ru' },
      fileName: 'voice.ogg',
      bytes: sample.length,
    });
  });
});
