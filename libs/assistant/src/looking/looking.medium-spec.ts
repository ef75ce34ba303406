import { Logger } from '@nestjs/common';
import { Database, IncomingFile } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { eventually } from '@aisha/testing';
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { AnswerWriter } from '../answering/answer-writer';
import { Assistant } from '../asking/assistant';
import { OpenAnswers } from '../asking/open-answers';
import { PHOTOS_OF_A_QUESTION, PhotoQuestions } from '../asking/photo-questions';
import { newPerson, type Running, startAssistant } from '../assistant.fixture';
import type { SeenChat } from '../openai-server.fixture';

const photo = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
const parts = ({ messages }: SeenChat) => messages.at(-1)!.content as { type: string }[];
const imagesIn = (chat: SeenChat) => parts(chat).filter(({ type }) => type === 'image_url').length;

describe('a question about photos', () => {
  let running: Running;
  let writer: AnswerWriter;
  const get = (id: string) => running.app.get(Assistant).get(id);
  const files = () => running.app.get(Database).repository(IncomingFile);

  beforeAll(async () => {
    running = await startAssistant();
    writer = running.app.get(AnswerWriter);
    Logger.overrideLogger(false);
  });
  beforeEach(() => running.openai.plays(() => 'A teal wall'));
  afterAll(() => running?.close());

  const asking = async () => {
    const person = await newPerson(running);
    const { id: ownerId, chat } = person;
    const questions = running.app.get(PhotoQuestions);
    const ask = (caption = '', album?: string) => {
      const picture = { telegramFileId: randomUUID() };
      return questions.ask({ ownerId, chat, caption, album, picture });
    };
    const sent = () => files().find({ where: { ownerId }, order: { createdAt: 'ASC' } });
    const arrive = async (bytes?: Buffer) => {
      for (const { id, objectKey } of await sent()) {
        await running.app
          .get(Storage)
          .put(objectKey, bytes ?? (await photo()), { contentType: 'image/jpeg' });
        await running.app.get(IncomingFiles).markStored(id, 1);
        await questions.fileStored(id);
      }
    };
    const answers = () =>
      running.app
        .get(Database)
        .query<{ id: string }>(`select id from answers where owner_id = $1 order by created_at`, [
          ownerId,
        ]);
    return { ...person, questions, askAbout: ask, sent, arrive, answers };
  };

  it('should be answered by a model that sees the photo, which goes with the answer', async () => {
    const { askAbout, arrive, answers, sent, told } = await asking();
    await askAbout('What colour is it?');
    await arrive();
    const [{ id }] = (await answers()) as [{ id: string }];
    await writer.answer(id);
    const [seen] = running.openai.seen;
    expect(parts(seen!)[0]).toMatchObject({ type: 'text', text: 'What colour is it?' });
    expect(imagesIn(seen!)).toBe(1);
    expect(await get(id)).toMatchObject({ status: 'ready', text: 'A teal wall' });
    expect(await told()).toEqual([{ kind: 'answer-ready', answerId: id }]);
    const [file] = await sent();
    expect(file).toMatchObject({ status: 'removed' });
    const due = await running.app
      .get(Database)
      .query(`select 1 from object_removals where object_key = $1 and not_before <= now()`, [
        file!.objectKey,
      ]);
    expect(due).toHaveLength(1);
  });

  it('should be one question for an album, with the words of any of its photos', async () => {
    const { askAbout, arrive, answers } = await asking();
    await askAbout('', 'album-1');
    await askAbout('Compare them', 'album-1');
    await askAbout('', 'album-1');
    await askAbout('Something else', 'album-2');
    const [first] = await answers();
    expect(await answers()).toHaveLength(2);
    await arrive();
    await writer.answer(first!.id);
    expect(imagesIn(running.openai.seen[0]!)).toBe(3);
    expect(parts(running.openai.seen[0]!)[0]).toMatchObject({ text: 'Compare them' });
  });

  it('should take a bounded number of photos and make a question of what comes too late', async () => {
    const { askAbout, arrive, answers } = await asking();
    for (let count = 0; count < PHOTOS_OF_A_QUESTION; count += 1) {
      expect(await askAbout('', 'album-3')).toEqual({ outcome: 'asked' });
    }
    expect(await askAbout('', 'album-3')).toEqual({ outcome: 'full' });
    await arrive();
    await writer.answer((await answers())[0]!.id);
    expect(await askAbout('', 'album-3')).toEqual({ outcome: 'asked' });
    expect(await answers()).toHaveLength(2);
  });

  it('should wait for its photo, and begin when it is there', async () => {
    const { askAbout, arrive, answers } = await asking();
    await askAbout('Well?');
    const [{ id }] = (await answers()) as [{ id: string }];
    const answering = writer.answer(id);
    await arrive();
    await answering;
    await eventually(async () => (await get(id)).status === 'ready');
  });

  it('should be said to be none when the photo cannot be read or does not come', async () => {
    const { askAbout, arrive, answers, questions, sent } = await asking();
    await askAbout('Broken');
    await arrive(Buffer.from('no photo'));
    const [broken] = await answers();
    const error = await writer.answer(broken!.id).catch((reason: unknown) => reason);
    await writer.giveUp(broken!.id, error);
    expect(await get(broken!.id)).toMatchObject({ status: 'failed', failure: 'no-photo' });
    await askAbout('Lost');
    await questions.fileFailed((await sent()).at(-1)!.id);
    expect(await get((await answers())[1]!.id)).toMatchObject({ failure: 'no-photo' });
  });

  it('should let the photo go when it is stopped', async () => {
    const { id, chat, askAbout, arrive, sent } = await asking();
    await askAbout('Never mind');
    await arrive();
    expect(await running.app.get(OpenAnswers).stop(id, chat)).toBe(true);
    expect(await sent()).toMatchObject([{ status: 'removed' }]);
  });

  it('should be remembered as a question about a photo', async () => {
    const { ask, askAbout, arrive, answers } = await asking();
    await askAbout('What is it?');
    await arrive();
    await writer.answer((await answers())[0]!.id);
    await writer.answer(await ask('And why?'));
    expect(running.openai.seen.at(-1)!.messages[1]!.content).toBe('[photo] What is it?');
  });
});
