import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { completionEvents, completionOf } from './chat-answer';
import { answerTo, readChatRequest } from './chat-reply';
import { playFault, type OpenAiFaultPlace, type OpenAiFaultPlan } from './openai-faults';
import { OpenAiError } from './openai.errors';
import { answerOf, transcribe } from './transcription';
import { readForm } from './transcription-form';
import type { VoiceTexts } from './voice-texts';

// A small choice of what OpenAI lists; ids are not checked, operators may set others.
const models = [
  { id: 'gpt-transcribe', shutdown_date: null },
  { id: 'whisper-1', shutdown_date: '2027-02-26' },
  { id: 'gpt-6-luna', shutdown_date: null },
];

/** What the routes work with. */
export interface OpenAiParts {
  readonly key: string;
  readonly texts: VoiceTexts;
  readonly faults: OpenAiFaultPlan;
  readonly replyMs: number;
  /** The truth about what was asked and answered. */
  readonly log: object[];
}

/** `/v1` of OpenAI: transcriptions, chat completions, models. */
export class OpenAiRoutes {
  constructor(private readonly parts: OpenAiParts) {}

  register(scope: FastifyInstance): void {
    scope.addHook('onRequest', async (call) => this.requireKey(call));
    // The form is read by its route.
    scope.addContentTypeParser('multipart/form-data', (_call, _body, done) => done(null));
    scope.post('/audio/transcriptions', (call, reply) => this.transcription(call, reply));
    scope.post('/chat/completions', (call, reply) => this.chat(call, reply));
    scope.get('/models', async () => ({
      object: 'list',
      data: models.map((model) => ({ ...model, object: 'model', created: 0, owned_by: 'sandbox' })),
    }));
  }

  private requireKey({ headers }: FastifyRequest): void {
    if (headers.authorization === `Bearer ${this.parts.key}`) return;
    const about = { code: 'invalid_api_key' };
    throw new OpenAiError(401, 'Incorrect API key provided.', about);
  }

  private async transcription(call: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const form = await readForm(call.raw);
    const { bytes = Buffer.alloc(0), name } = form.file ?? {};
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const asked = { fields: Object.fromEntries(form.fields), fileName: name, bytes: bytes.length };
    this.note('transcription', { ...asked, sha256 });
    const fault = await this.fault('transcription', call, reply);
    if (reply.sent) return reply;
    const heard = await transcribe(form, this.parts.texts);
    const answer = answerOf(fault === 'empty' ? { ...heard, text: '' } : heard);
    if (typeof answer === 'string') void reply.type('text/plain; charset=utf-8');
    return reply.send(answer);
  }

  private async chat(call: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { body } = call;
    this.note('chat', { request: body });
    const fault = await this.fault('chat', call, reply);
    if (reply.sent) return reply;
    const request = readChatRequest(body);
    const text = fault === 'empty' ? '' : answerTo(request);
    if (!request.stream) return completionOf(request.model, text, JSON.stringify(request.messages));
    const events = Readable.from(completionEvents(request.model, text));
    return reply.type('text/event-stream').send(events);
  }

  private note(kind: OpenAiFaultPlace, about: object): void {
    this.parts.log.push({ kind, at: new Date().toISOString(), ...about });
  }

  /** Plays what is ordered after the usual wait; tells which kind it was. */
  private async fault(place: OpenAiFaultPlace, call: FastifyRequest, reply: FastifyReply) {
    await sleep(this.parts.replyMs);
    const fault = this.parts.faults.take(place);
    await playFault(fault, call, reply);
    return fault?.kind;
  }
}
