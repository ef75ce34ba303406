import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { completionOf } from './chat-answer';
import { completionFor, isStreamed, sendEvents } from './chat-completion';
import { readChatRequest } from './chat-reply';
import { playable, playFault, streamFault } from './openai-faults';
import type { OpenAiFaultAction, OpenAiFaultPlace, OpenAiFaultPlan } from './openai-faults';
import { models } from './openai-models';
import { OpenAiError } from './openai.errors';
import { readSpeechRequest, speak } from './speech';
import { transcribe } from './transcription';
import { answerOf } from './transcription-answer';
import { readForm } from './transcription-form';
import type { VoiceTexts } from './voice-texts';

/** What the routes work with. */
export interface OpenAiParts {
  readonly key: string;
  readonly texts: VoiceTexts;
  readonly faults: OpenAiFaultPlan;
  readonly replyMs: number;
  /** The truth about what was asked and answered. */
  readonly log: object[];
}

/** `/v1` of OpenAI: transcriptions, speech, chat completions, models. */
export class OpenAiRoutes {
  constructor(private readonly parts: OpenAiParts) {}

  register(scope: FastifyInstance): void {
    scope.addHook('onRequest', async (call) => this.requireKey(call));
    // The form is read by its route.
    scope.addContentTypeParser('multipart/form-data', (_call, _body, done) => done(null));
    scope.post('/audio/transcriptions', (call, reply) => this.transcription(call, reply));
    scope.post('/chat/completions', (call, reply) => this.chat(call, reply));
    scope.post('/audio/speech', (call, reply) => this.speech(call, reply));
    scope.get('/models', (call, reply) => this.models(call, reply));
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
    const answer = answerOf(fault?.kind === 'empty' ? { ...heard, text: '', segments: [] } : heard);
    if (typeof answer === 'string') void reply.type('text/plain; charset=utf-8');
    return reply.send(answer);
  }

  private async chat(call: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    this.note('chat', { request: call.body });
    const streamed = isStreamed(call.body);
    const fault = await this.fault('chat', call, reply, streamed);
    if (reply.sent) return reply;
    const request = readChatRequest(call.body);
    const completion = completionFor(request, fault);
    if (!request.stream) return completionOf(completion);
    const includeUsage = request.stream_options?.include_usage === true;
    return sendEvents(reply, completion, { includeUsage, fault: streamFault(fault) });
  }

  private async speech(call: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    this.note('speech', { request: call.body });
    await this.fault('speech', call, reply);
    if (reply.sent) return reply;
    const { bytes, contentType } = await speak(readSpeechRequest(call.body));
    return reply.type(contentType).send(bytes);
  }

  private async models(call: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    await this.fault('models', call, reply);
    if (reply.sent) return reply;
    const about = { object: 'model', created: 0, owned_by: 'sandbox' };
    return { object: 'list', data: models.map((model) => ({ ...model, ...about })) };
  }

  private note(kind: OpenAiFaultPlace, about: object): void {
    this.parts.log.push({ kind, at: new Date().toISOString(), ...about });
  }

  /** Plays what is ordered after the usual wait; tells what it was. */
  private async fault(
    place: OpenAiFaultPlace,
    call: FastifyRequest,
    reply: FastifyReply,
    streamed = false,
  ): Promise<OpenAiFaultAction | undefined> {
    await sleep(this.parts.replyMs);
    const fault = this.parts.faults.take(place, undefined, playable(place, streamed));
    await playFault(fault, call, reply);
    return fault;
  }
}
