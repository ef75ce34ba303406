import { Injectable, Logger } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import { Answer, type AnswerVoice, Database } from '@aisha/database';
import { OpenAiClient, Storage } from '@aisha/integrations';
import { VoiceResults } from './voice-results';
import { VoiceRows } from './voice-rows';
import { spokenWords } from './spoken-words';

/** Two minutes of speech take some ten seconds. */
const CALL_MS = 60_000;

/** Worker: an answer to a voice message. */
@Injectable()
export class AnswerSpeaker {
  private readonly logger = new Logger(AnswerSpeaker.name);

  constructor(
    private readonly database: Database,
    private readonly rows: VoiceRows,
    private readonly openai: OpenAiClient,
    private readonly storage: Storage,
    private readonly results: VoiceResults,
    private readonly usage: Usage,
  ) {}

  /** Reads an answer out, once however often it runs. @throws to be tried again */
  async speak(voiceId: string, signal?: AbortSignal): Promise<void> {
    const voice = await this.rows.find(voiceId);
    if (voice?.status !== 'pending') return;
    const { text, shortened } = await this.wordsOf(voice);
    if (text === '') return this.results.failed(voice);
    const limits = [AbortSignal.timeout(CALL_MS), ...(signal ? [signal] : [])];
    const spoken = await this.openai.speak(text, { signal: AbortSignal.any(limits) });
    const objectKey = keyOf(voice);
    await this.storage.put(objectKey, spoken.bytes, { contentType: spoken.contentType });
    await this.results.ready(voice, { objectKey, seconds: spoken.seconds, shortened });
    await this.usage.note({ ownerId: voice.ownerId, purpose: 'voice', usage: spoken.usage });
  }

  /** No try is left. Nobody waits for better times: the words are there to be read. */
  async giveUp(voiceId: string, error: unknown): Promise<void> {
    this.logger.error({ msg: 'answer not read out', voiceId, error });
    const voice = await this.rows.find(voiceId);
    if (voice) await this.results.failed(voice);
  }

  private async wordsOf({ answerId }: AnswerVoice) {
    const { text } = await this.database.repository(Answer).findOneByOrFail({ id: answerId });
    return spokenWords(text ?? '');
  }
}

/** A name of its own for each time that it is read out: what was sent is remembered by it. */
const keyOf = ({ ownerId, id, createdAt }: AnswerVoice): string =>
  `voices/${ownerId}/${id}-${createdAt.getTime()}.ogg`;
