import { Logger } from '@nestjs/common';
import { Metrics } from '@aisha/platform';
import { button, type Rendered } from '../messages/rendered';
import { BotApiFixture, type Refusal } from './bot-api.fixture';
import { Courier } from './courier';
import { PartSender } from './part-sender';
import type { SentDocuments } from './sent-documents';
import type { SentPhotos } from './sent-photos';
import type { SentVoices } from './sent-voices';
import { sendFault } from './telegram-fault';

const to = { botId: 7, chatId: 5 };
const buttons = [[button('Menu', { do: 'menu' })]];
const message: Rendered = { html: '<b>Hello</b> &amp; welcome', buttons };
const words = Array.from({ length: 2_000 }, (_, index) => `w${index}`).join(' ');
const threeParts: Rendered = { html: `<b>${words}</b>`, buttons };
const badRequest = (words: string): Refusal => ({
  code: 400,
  description: `Bad Request: ${words}`,
});
const tooMany: Refusal = {
  code: 429,
  description: 'Too Many Requests: retry after 3',
  parameters: { retry_after: 3 },
};

describe('Courier', () => {
  let api: BotApiFixture;
  let courier: Courier;
  let metrics: Metrics;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    api = await BotApiFixture.start();
    metrics = new Metrics();
    // Texts only: pictures and files need Postgres and the storage (sent-files.medium-spec.ts).
    const photos = undefined as unknown as SentPhotos;
    const documents = undefined as unknown as SentDocuments;
    const voices = undefined as unknown as SentVoices;
    courier = new Courier(new PartSender(api.bot, photos, documents, voices, metrics));
  });
  afterEach(() => api.close());

  const failure = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );
  const sentTexts = () => api.calls.map(({ payload }) => String(payload.text));
  const reported = () => {
    const counts: number[] = [];
    const onPart = async (count: number) => void counts.push(count);
    return { counts, onPart };
  };

  it('should send a message with its markup and buttons', async () => {
    expect(await courier.deliver(message, to)).toBe(1);
    expect(api.calls).toEqual([
      {
        method: 'sendMessage',
        payload: {
          chat_id: 5,
          text: '<b>Hello</b> &amp; welcome',
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          reply_markup: { inline_keyboard: [[{ text: 'Menu', callback_data: 'menu' }]] },
        },
      },
    ]);
  });

  describe('with an offer', () => {
    const invoice = {
      title: '275 credits',
      description: 'For pictures',
      payload: 'topup:1',
      currency: 'XTR',
      amount: 250,
    };
    const offer = { html: '', buttons: [], invoice };

    it('should send it so that forwarded copies cannot be paid', async () => {
      expect(await courier.deliver(offer, to)).toBe(1);
      expect(api.calls).toEqual([
        {
          method: 'sendInvoice',
          payload: {
            chat_id: 5,
            title: '275 credits',
            description: 'For pictures',
            payload: 'topup:1',
            currency: 'XTR',
            prices: [{ label: '275 credits', amount: 250 }],
            provider_token: '',
            start_parameter: 'topup',
          },
        },
      ]);
    });

    it('should not make a text of what Telegram refuses', async () => {
      const empty = { code: 400, description: 'Bad Request: message text is empty' };
      api.refuse(empty, empty);
      expect(await failure(courier.deliver(offer, to))).toMatchObject({ code: 400 });
      expect(api.calls).toHaveLength(1);
    });
  });

  it('should report each part but the last, and put the buttons under the last', async () => {
    const { counts, onPart } = reported();
    expect(await courier.deliver(threeParts, to, { partsSent: 0, onPart })).toBe(3);
    expect(counts).toEqual([1, 2]);
    expect(sentTexts().every((text) => /^<b>w\d.*\d<\/b>$/s.test(text))).toBe(true);
    expect(api.calls.map(({ payload }) => 'reply_markup' in payload)).toEqual([false, false, true]);
  });

  it('should go on behind the parts that Telegram has taken', async () => {
    const { counts, onPart } = reported();
    api.refuse(undefined, tooMany);
    const error = await failure(courier.deliver(threeParts, to, { partsSent: 0, onPart }));
    expect(sendFault(error, 1)).toMatchObject({ kind: 'wait', waitMs: 3_000 });
    expect(counts).toEqual([1]);
    await courier.deliver(threeParts, to, { partsSent: counts.at(-1)!, onPart });
    expect(counts).toEqual([1, 2]);
    const [first, refused, ...others] = sentTexts();
    expect(others[0]).toBe(refused);
    const parts = [first, ...others].map((text) => text?.replace(/<.*?>/g, ''));
    expect(parts.join(' ')).toBe(words);
  });

  it('should not go on when a part could not be noted', async () => {
    const onPart = () => Promise.reject(new Error('Postgres is away'));
    const error = await failure(courier.deliver(threeParts, to, { partsSent: 0, onPart }));
    expect(error).toMatchObject({ message: 'Postgres is away' });
    expect(api.calls).toHaveLength(1);
  });

  it('should send the last part of a message that became shorter', async () => {
    expect(await courier.deliver(message, to, { ...reported(), partsSent: 2 })).toBe(1);
  });

  it('should send the words alone when Telegram does not take the markup', async () => {
    api.refuse(badRequest("can't parse entities: Unmatched end tag at byte offset 3"));
    await courier.deliver(message, to);
    expect(api.calls[1]!.payload).toMatchObject({ text: 'Hello & welcome', reply_markup: {} });
    expect(api.calls[1]!.payload).not.toHaveProperty('parse_mode');
    expect(await metrics.registry.metrics()).toContain(
      'messages_plain_fallback_total{lost="markup"} 1',
    );
  });

  it('should send smaller parts when Telegram finds one too long', async () => {
    api.refuse(badRequest('message is too long'));
    const { counts, onPart } = reported();
    await courier.deliver({ html: 'word '.repeat(800), buttons }, to, { partsSent: 0, onPart });
    expect(sentTexts().map(({ length }) => length <= 2048)).toEqual([false, true, true]);
    expect(counts).toEqual([]); // it is one part to the outbox
  });

  it('should send a message without buttons that Telegram does not take', async () => {
    api.refuse(badRequest('BUTTON_DATA_INVALID'));
    await courier.deliver(message, to);
    expect(api.calls[1]!.payload).not.toHaveProperty('reply_markup');
    expect(api.calls[1]!.payload).toMatchObject({ parse_mode: 'HTML' });
  });

  it('should do without both when Telegram takes neither', async () => {
    api.refuse(badRequest('BUTTON_DATA_INVALID'), badRequest("can't parse entities: x"));
    await courier.deliver(message, to);
    expect(api.calls).toHaveLength(3);
    expect(api.calls[2]!.payload).toMatchObject({ text: 'Hello & welcome' });
    expect(api.calls[2]!.payload).not.toHaveProperty('reply_markup');
  });

  it('should give up when the words alone are refused as well', async () => {
    api.refuse(badRequest("can't parse entities: x"), badRequest("can't parse entities: x"));
    const error = await failure(courier.deliver(message, to));
    expect(sendFault(error, 1).kind).toBe('refused');
    expect(api.calls).toHaveLength(2);
  });

  it.each([tooMany, 'reset' as const, badRequest('chat not found')])(
    'should not change a message for %j',
    async (refusal) => {
      api.refuse(refusal);
      expect(await failure(courier.deliver(message, to))).toBeDefined();
      expect(api.calls).toHaveLength(1);
    },
  );

  it('should change a message in place, without markup if need be', async () => {
    api.refuse(badRequest("can't parse entities: x"));
    expect(await courier.deliver(message, { ...to, replaces: 40 })).toBe(40);
    expect(api.calls.map(({ method }) => method)).toEqual(['editMessageText', 'editMessageText']);
    expect(api.calls[1]!.payload).toMatchObject({ message_id: 40, text: 'Hello & welcome' });
  });

  it('should be content when a message shows already what it should', async () => {
    api.refuse(badRequest('message is not modified: specified new message content'));
    expect(await courier.deliver(message, { ...to, replaces: 40 })).toBe(40);
  });

  it.each([
    ['several parts', threeParts, 3],
    ['something that rings', { ...message, announces: true }, 1],
  ])('should send %s anew and take the old message away', async (_, rendered, count) => {
    await courier.deliver(rendered, { ...to, replaces: 40 });
    const methods = api.calls.map(({ method }) => method);
    expect(methods).toEqual([...Array<string>(count).fill('sendMessage'), 'deleteMessage']);
    expect(api.calls.at(-1)!.payload).toEqual({ chat_id: 5, message_id: 40 });
  });

  it('should send anew what cannot be edited', async () => {
    api.refuse(badRequest('message to edit not found'));
    expect(await courier.deliver(message, { ...to, replaces: 40 })).toBe(1);
  });
});
