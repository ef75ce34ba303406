import { Readable } from 'node:stream';
import { ScriptedServer } from '../scripted-server.fixture';
import { OpenAiClient, type OpenAiPatience } from './openai.client';
import type { OpenAiConfig } from './openai.env';

describe('OpenAiClient', () => {
  let server: ScriptedServer;
  let openai: OpenAiClient;
  const voice = { bytes: Buffer.from('OggS'), fileName: 'voice.ogg', contentType: 'audio/ogg' };
  const clientOf = (changes: Partial<OpenAiConfig> = {}, patience: OpenAiPatience = {}) =>
    new OpenAiClient(
      {
        OPENAI_API_KEY: 'sk-test',
        OPENAI_BASE_URL: `${server.url}/v1`,
        OPENAI_TRANSCRIPTION_MODEL: 'gpt-transcribe',
        OPENAI_CHAT_MODEL: 'gpt-6-luna',
        OPENAI_SPEECH_MODEL: 'gpt-4o-mini-tts',
        ...changes,
      },
      patience,
    );
  const hello = [{ role: 'user', content: 'hello' }] as const;

  beforeAll(async () => {
    server = await ScriptedServer.start();
    openai = clientOf();
  });
  afterAll(() => server.close());
  const error = (code: string | null, type = 'invalid_request_error') => ({
    error: { message: 'no', type, param: null, code },
  });

  it.each([
    ['a buffer', voice],
    ['a stream', { ...voice, bytes: Readable.from([Buffer.from('Ogg'), Buffer.from('S')]) }],
  ])('should send %s with file name, model and language', async (_what, file) => {
    server.playJson(200, { text: ' Привет ', languages: [{ code: 'ru' }] });
    const heard = await openai.transcribe(file, { language: 'ru' });
    expect(heard).toEqual({ text: 'Привет', language: 'ru' });
    const [request] = server.seen;
    expect(request).toMatchObject({ method: 'POST', url: '/v1/audio/transcriptions' });
    const form = String(request?.body);
    const parts = ['filename="voice.ogg"', 'audio/ogg', 'OggS', 'gpt-transcribe', '"languages[]"'];
    for (const part of parts) expect(form).toContain(part);
  });

  describe('with a model', () => {
    const whisper = { OPENAI_TRANSCRIPTION_MODEL: 'whisper-1' };
    const diarizing = { OPENAI_TRANSCRIPTION_MODEL: 'gpt-4o-transcribe-diarize' };
    const own = { OPENAI_TRANSCRIPTION_MODEL: 'my/whisper' };
    const asked = (...names: string[]) =>
      names.map((name) => {
        const form = String(server.seen[0]?.body);
        return new RegExp(`name="${name}"\\r\\n\\r\\n(.*)\\r\\n`).exec(form)?.[1];
      });

    it('that tells times, should return them with the language as a code', async () => {
      const segments = [
        { id: 0, start: 0, end: 1.5, text: ' Привет.' },
        { id: 1, start: 1.5, end: 2, text: ' Пока.' },
      ];
      const text = 'Привет. Пока.';
      const usage = { type: 'duration', seconds: 2 };
      server.playJson(200, { text, language: 'russian', duration: 2, segments, usage });
      const heard = await clientOf(whisper).transcribe(voice, { language: 'ru', prompt: 'Аиша' });
      expect(heard).toEqual({
        text,
        language: 'ru',
        segments: [
          { start: 0, end: 1.5, text: 'Привет.' },
          { start: 1.5, end: 2, text: 'Пока.' },
        ],
        usage: { model: 'whisper-1', seconds: 2, microdollars: 200 },
      });
      expect(asked('response_format', 'language', 'prompt')).toEqual([
        'verbose_json',
        'ru',
        'Аиша',
      ]);
    });

    it('that tells speakers, should return them and send it no prompt', async () => {
      const segments = [{ id: 's0', start: 0, end: 1, text: 'Да.', speaker: 'A' }];
      const usage = { type: 'tokens', input_tokens: 100, output_tokens: 10 };
      server.playJson(200, { text: 'Да.', duration: 1, segments, usage });
      const heard = await clientOf(diarizing).transcribe(voice, { prompt: 'before' });
      expect(heard).toMatchObject({
        segments: [{ start: 0, end: 1, text: 'Да.', speaker: 'A' }],
        usage: { inputTokens: 100, outputTokens: 10, seconds: 1, microdollars: 350 },
      });
      const fields = asked('response_format', 'chunking_strategy', 'prompt');
      expect(fields).toEqual(['diarized_json', 'auto', undefined]);
    });

    it('that nobody knows, should ask for the least, or for what its operator says', async () => {
      server.playJson(200, { text: 'Да.' });
      const heard = await clientOf(own).transcribe(voice, { language: 'ru' });
      expect(heard).toEqual({ text: 'Да.' });
      expect(asked('response_format', 'language')).toEqual(['json', 'ru']);
      const told = clientOf({ ...own, OPENAI_TRANSCRIPTION_FORMAT: 'verbose_json' });
      server.playJson(200, { text: 'Да.', duration: 3, segments: null });
      await expect(told.transcribe(voice)).resolves.toEqual({
        text: 'Да.',
        usage: { model: 'my/whisper', seconds: 3, microdollars: null },
      });
      expect(told.transcriptionModel).toMatchObject({ timestamps: true, speakers: false });
    });

    it.each([
      [{}, { id: 'gpt-transcribe', maxSeconds: 1200, timestamps: false, speakers: false }],
      [whisper, { id: 'whisper-1', timestamps: true, speakers: false }],
      [diarizing, { maxSeconds: 1390, timestamps: true, speakers: true }],
      [own, { id: 'my/whisper', timestamps: false, speakers: false }],
    ])('should say what it can: %j', (config, able) => {
      expect(clientOf(config).transcriptionModel).toMatchObject(able);
      expect(clientOf(config).transcriptionModel.maxBytes).toBeLessThan(26_214_400);
    });
  });

  it('should pass silence on as an empty text', async () => {
    server.playJson(200, { text: '' });
    await expect(openai.transcribe(voice)).resolves.toEqual({ text: '' });
  });

  it('should send the conversation and return the answer', async () => {
    const choices = [{ finish_reason: 'stop', message: { content: 'hi' } }];
    server.playJson(200, { choices, usage: { prompt_tokens: 90, completion_tokens: 2 } });
    await expect(openai.chat(hello, { maxTokens: 50 })).resolves.toEqual({
      text: 'hi',
      finishReason: 'stop',
      usage: { model: 'gpt-6-luna', inputTokens: 90, outputTokens: 2, microdollars: 10 },
    });
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
    ['refusal', { message: { content: null, refusal: 'I cannot' } }, 'I cannot', 'refusal'],
    ['empty answer', { message: { content: null } }, '', undefined],
    ['cut answer', { finish_reason: 'length', message: { content: 'On' } }, 'On', 'length'],
    [
      'filtered answer',
      { finish_reason: 'content_filter', message: { content: 'A' } },
      'A',
      'refusal',
    ],
  ])('should return a %s as a text that says so', async (_what, choice, text, finishReason) => {
    server.playJson(200, { choices: [choice] });
    await expect(openai.chat(hello)).resolves.toEqual({
      text,
      ...(finishReason ? { finishReason } : {}),
    });
  });

  describe('streaming', () => {
    const event = (delta: object, finish_reason: string | null = null) =>
      `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
    const usage = { prompt_tokens: 10, completion_tokens: 4 };
    const last = `data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`;
    const play = (events: readonly string[], end: 'end' | 'cut' | 'silence' = 'end') =>
      server.play((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(events.join(''), () => {
          if (end === 'cut') response.destroy();
          if (end === 'end') response.end();
        });
      });
    const stream = async (client = openai) => {
      const told: string[] = [];
      const reply = client.chatStream(hello, { maxTokens: 9, onText: (text) => told.push(text) });
      return { told, reply: await reply.catch((error: unknown) => error) };
    };

    it('should tell each piece and return the whole with its usage', async () => {
      play(
        [event({ role: 'assistant', content: '' }), event({ content: 'При' })].concat([
          event({ content: 'вет' }),
          event({}, 'stop'),
          last,
        ]),
      );
      const { told, reply } = await stream();
      expect(told).toEqual(['При', 'вет']);
      expect(reply).toEqual({
        text: 'Привет',
        finishReason: 'stop',
        usage: { model: 'gpt-6-luna', inputTokens: 10, outputTokens: 4, microdollars: 3 },
      });
      expect(JSON.parse(String(server.seen[0]?.body))).toMatchObject({
        stream: true,
        stream_options: { include_usage: true },
        max_completion_tokens: 9,
      });
    });

    it('should return a refusal that comes in pieces', async () => {
      play([event({ refusal: 'I ' }), event({ refusal: 'cannot' }), event({}, 'stop'), last]);
      const { told, reply } = await stream();
      expect(told).toEqual([]);
      expect(reply).toMatchObject({ text: 'I cannot', finishReason: 'refusal' });
    });

    it('should say that all of an answer was withheld', async () => {
      play([event({}, 'content_filter'), last]);
      expect((await stream()).reply).toMatchObject({ kind: 'content-policy', retryable: false });
    });

    it.each(['cut', 'end', 'silence'] as const)(
      'should call an answer that breaks off an outage, by %s',
      async (end) => {
        play([event({ content: 'При' })], end);
        const { told, reply } = await stream(clientOf({}, { maxRetries: 0, timeoutMs: 200 }));
        expect(told).toEqual(['При']);
        expect(reply).toMatchObject({ kind: 'unavailable', retryable: true });
      },
    );

    it.each([
      ['server_error', 'unavailable'],
      ['rate_limit_exceeded', 'rate-limited'],
      ['insufficient_quota', 'balance'],
    ])('should understand %s within a stream: %s', async (code, kind) => {
      const fault = { error: { message: 'no', type: 'server_error', param: null, code } };
      play([event({ content: 'При' }), `data: ${JSON.stringify(fault)}\n\n`]);
      expect((await stream()).reply).toMatchObject({ kind, errorType: code });
    });

    it('should stop when the caller does', async () => {
      const stop = new AbortController();
      const reason = new Error('enough');
      play([event({ content: 'При' })], 'silence');
      const onText = () => stop.abort(reason);
      const reply = openai.chatStream(hello, { onText, signal: stop.signal });
      await expect(reply).rejects.toBe(reason);
    });
  });

  describe('speech', () => {
    const page = (samples: number, content: string) => {
      const head = Buffer.alloc(28);
      head.write('OggS', 'latin1');
      head.writeBigInt64LE(BigInt(samples), 6);
      return Buffer.concat([head, Buffer.from(content, 'latin1')]);
    };
    const spoken = Buffer.concat([page(0, 'OpusHead'), page(4 * 48_000, 'sound')]);
    const play = (body: Buffer) =>
      server.play((response) => response.writeHead(200, { 'content-type': 'audio/ogg' }).end(body));

    it('should return Ogg/Opus, its length and what it cost', async () => {
      play(spoken);
      await expect(openai.speak('Привет', { voice: 'coral' })).resolves.toEqual({
        bytes: spoken,
        contentType: 'audio/ogg',
        seconds: 4,
        usage: { model: 'gpt-4o-mini-tts', characters: 6, seconds: 4, microdollars: 1_000 },
      });
      const [request] = server.seen;
      expect(request?.url).toBe('/v1/audio/speech');
      expect(JSON.parse(String(request?.body))).toEqual({
        model: 'gpt-4o-mini-tts',
        input: 'Привет',
        voice: 'coral',
        response_format: 'opus',
      });
    });

    it.each([Buffer.from('ID3 an MP3'), Buffer.alloc(0)])(
      'should call anything else an outage: %s',
      async (body) => {
        play(body);
        const failure = { kind: 'unavailable', retryable: true };
        await expect(openai.speak('Привет')).rejects.toMatchObject(failure);
      },
    );
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
    const impatient = () => clientOf({}, { maxRetries: 0, timeoutMs: 100 });

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
