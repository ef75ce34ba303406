import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI, { APIConnectionError, APIError, toFile } from 'openai';
import { audioSeconds } from './audio-length';
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
    await writeFile(path.join(dir, 'ru-short.txt'), 'Привет. Это проверка.\n');
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
      const text = 'Привет. Это проверка.';
      await expect(hear(sample)).resolves.toMatchObject({ text, languages: [{ code: 'ru' }] });
    });

    it('should say of anything else that it made the text up, in the asked language', async () => {
      const russian = await hear(oggOpus(3), 'voice.ogg', { language: 'ru' });
      expect(russian.text).toMatch(/выдуманный.*3\.0 с/);
      const english = await hear(oggOpus(3), 'voice.ogg', { language: 'en' });
      expect(english.text).toMatch(/made up.*3\.0 s/);
    });

    describe('by a model', () => {
      const whisper = (response_format: string) =>
        hear(sample, 'voice.ogg', { model: 'whisper-1', response_format });

      it('should tell times and the language as a word where it is whisper-1', async () => {
        expect(await whisper('text')).toBe('Привет. Это проверка.\n');
        expect(await whisper('verbose_json')).toMatchObject({
          task: 'transcribe',
          language: 'russian',
          duration: 5,
          segments: [
            { id: 0, start: 0, text: ' Привет.' },
            { id: 1, end: 5, text: ' Это проверка.' },
          ],
          usage: { type: 'duration', seconds: 5 },
        });
        expect(await whisper('srt')).toMatch(
          /^1\n00:00:00,000 --> 00:00:01,\d{3}\nПривет\.\n\n2\n/,
        );
        expect(await whisper('vtt')).toMatch(/^WEBVTT\n\n00:00:00\.000 --> /);
      });

      it('should tell speakers where it can, if it is told how to cut', async () => {
        const diarize = { model: 'gpt-4o-transcribe-diarize', response_format: 'diarized_json' };
        expect(await hear(sample, 'voice.ogg', diarize)).toMatchObject({
          segments: [
            { type: 'transcript.text.segment', speaker: 'A', text: ' Привет.' },
            { speaker: 'A' },
          ],
          usage: { type: 'tokens', input_tokens: 50 },
        });
        const long = hear(oggOpus(31), 'voice.ogg', diarize);
        expect(await failure(long)).toMatchObject({ status: 400, param: 'chunking_strategy' });
        const told = { ...diarize, chunking_strategy: 'auto' };
        await expect(hear(oggOpus(31), 'voice.ogg', told)).resolves.toHaveProperty('segments');
      });

      it.each([
        ['gpt-transcribe', 'verbose_json'],
        ['gpt-transcribe', 'text'],
        ['gpt-4o-transcribe', 'srt'],
        ['gpt-4o-transcribe-diarize', 'verbose_json'],
        ['whisper-1', 'diarized_json'],
      ])('should refuse %s the format %s', async (model, response_format) => {
        const refused = hear(sample, 'voice.ogg', { model, response_format });
        expect(await failure(refused)).toMatchObject({ status: 400, code: 'unsupported_value' });
      });

      it('should refuse more than 1400 s where the model does not take it', async () => {
        const long = (model: string) => hear(oggOpus(1401), 'voice.ogg', { model });
        const error = await failure(long('gpt-4o-transcribe'));
        expect(error).toMatchObject({ status: 400, code: 'invalid_value' });
        expect(error.message).toContain('1401 seconds is longer than 1400 seconds');
        await expect(long('gpt-transcribe')).resolves.toHaveProperty('text');
      });
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

    describe('streamed', () => {
      const stream = (more: object = {}) =>
        openai.chat.completions.create({
          model: 'gpt-6-luna',
          messages: [{ role: 'user', content: 'Hello' }],
          stream: true,
          ...more,
        });
      const listen = async (more: object = {}) => {
        const seen = { text: '', refusal: '', finish: '', tokens: 0 };
        for await (const { choices, usage } of await stream(more)) {
          seen.text += choices[0]?.delta.content ?? '';
          seen.refusal += choices[0]?.delta.refusal ?? '';
          seen.finish += choices[0]?.finish_reason ?? '';
          seen.tokens += usage?.completion_tokens ?? 0;
        }
        return seen;
      };

      it('should say the same, and its usage when asked', async () => {
        const text = await said('Hello');
        expect(await listen()).toEqual({ text, refusal: '', finish: 'stop', tokens: 0 });
        const { tokens } = await listen({ stream_options: { include_usage: true } });
        expect(tokens).toBeGreaterThan(0);
      });

      it('should end early where the answer may not be longer', async () => {
        expect(await listen({ max_completion_tokens: 2 })).toMatchObject({
          text: 'Sandbox:',
          finish: 'length',
        });
      });

      it('should refuse in pieces on order', async () => {
        await order('chat', { kind: 'refusal' });
        const { text, refusal } = await listen();
        expect([text, refusal]).toEqual(['', expect.stringContaining('cannot')]);
      });

      it('should break off in the middle of a word-by-word answer', async () => {
        await order('chat', { kind: 'stream-cut' });
        // A call that is not streamed leaves the order to one that is.
        await expect(said('Hello')).resolves.toContain('Hello');
        await expect(listen()).rejects.toMatchObject({ message: 'terminated' });
        await order('chat', { kind: 'stream-error', code: 'server_error' });
        expect(await failure(listen())).toMatchObject({ code: 'server_error' });
      });

      it('should fall silent until the caller has had enough', async () => {
        await order('chat', { kind: 'stream-silence' });
        const events = await stream();
        let text = '';
        for await (const { choices } of events) {
          text += choices[0]?.delta.content ?? '';
          if (text.split(' ').length > 3) events.controller.abort();
        }
        expect(text).toMatch(/^Sandbox/);
      });
    });

    it('should refuse and withhold whole answers on order', async () => {
      await order('chat', { kind: 'refusal' });
      expect((await say('a')).choices[0]?.message).toMatchObject({
        content: null,
        refusal: expect.stringContaining('cannot'),
      });
      await order('chat', { kind: 'content-filter' });
      expect((await say('a')).choices[0]).toMatchObject({
        finish_reason: 'content_filter',
        message: { content: '' },
      });
    });

    it('should refuse a chat without messages', async () => {
      expect(await failure(say())).toMatchObject({ status: 400, param: 'messages' });
    });
  });

  describe('speech', () => {
    const speak = (input: string, more: object = {}) =>
      openai.audio.speech.create({
        model: 'gpt-4o-mini-tts',
        voice: 'alloy',
        input,
        response_format: 'opus',
        ...more,
      });

    it('should be real Ogg/Opus, as long as reading takes', async () => {
      const lengthOf = async (text: string) =>
        audioSeconds(Buffer.from(await (await speak(text)).arrayBuffer()));
      expect(await lengthOf('x'.repeat(60))).toBeCloseTo(4, 0);
      expect(await lengthOf('x'.repeat(150))).toBeCloseTo(10, 0);
    });

    it.each([{ input: '' }, { input: 'x'.repeat(4097) }, { response_format: 'ogg' }])(
      'should refuse what the real one refuses',
      async (more) => {
        expect(await failure(speak('Hello', more))).toMatchObject({ status: 400 });
      },
    );

    it('should fail on order', async () => {
      await order('speech', { kind: 'error', status: 429, code: 'insufficient_quota' });
      expect(await failure(speak('Hello'))).toMatchObject({ code: 'insufficient_quota' });
    });
  });

  it('should list models, number its answers, and let nobody in without the key', async () => {
    const ids = (await openai.models.list()).data.map(({ id }) => id);
    expect(ids).toContain('gpt-transcribe');
    const models = (await openai.models.list()).data;
    expect(models.find(({ id }) => id === 'whisper-1')?.shutdown_date).toBe('2027-02-26');
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
