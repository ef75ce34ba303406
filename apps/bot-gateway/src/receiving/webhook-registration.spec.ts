import { eventually } from '@aisha/testing';
import { Logger } from '@nestjs/common';
import { UPDATE_KINDS } from './get-updates';
import { WebhookRegistration } from './webhook-registration';
import { TelegramWithWebhook } from './webhook-telegram.fixture';

const address = { url: 'https://bot.example.org/telegram/webhook', secret: 'secret' };

describe('a webhook registration', () => {
  let telegram: TelegramWithWebhook;
  let registration: WebhookRegistration;
  let end: AbortController;
  let kept: Promise<void>;

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    telegram = new TelegramWithWebhook();
    registration = new WebhookRegistration(await telegram.open(), address, 20);
    end = new AbortController();
    kept = Promise.resolve();
  });
  afterEach(async () => {
    end.abort();
    await kept;
    await telegram.close();
  });
  const keep = () => void (kept = registration.keep(end.signal));

  it('should set the webhook with its secret, and keep the updates that wait', async () => {
    expect(registration.fault).toBeDefined();
    keep();
    await eventually(() => registration.fault === undefined);
    expect(telegram.calls).toMatchObject([
      {
        url: address.url,
        secret_token: address.secret,
        max_connections: 100,
        allowed_updates: [...UPDATE_KINDS],
        drop_pending_updates: false,
      },
    ]);
  });

  it('should leave a webhook that stands alone', async () => {
    keep();
    await eventually(() => telegram.infosAsked >= 3);
    expect(telegram.calls).toHaveLength(1);
  });

  it.each([
    ['was unset', undefined],
    ['was set to another address', { url: 'https://elsewhere.example.org' }],
    ['gets fewer kinds of updates', { url: address.url, allowed_updates: ['message'] }],
  ])('should set it again when it %s', async (_, webhook) => {
    keep();
    await eventually(() => registration.fault === undefined);
    telegram.webhook = webhook as TelegramWithWebhook['webhook'];
    await eventually(() => telegram.calls.length === 2);
    await eventually(() => telegram.webhook?.url === address.url);
  });

  it('should wait as long as Telegram asks', async () => {
    telegram.refusals.push({
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    keep();
    await eventually(() => registration.fault === 'Telegram asks to slow down');
    await eventually(() => registration.fault === undefined);
    const [refused, taken] = telegram.calls;
    expect(taken!.at - refused!.at).toBeGreaterThanOrEqual(990);
  });

  it('should say why Telegram refuses it, and try again', async () => {
    const description = 'Bad Request: bad webhook: IP address 10.0.0.1 is reserved';
    telegram.refusals.push({ error_code: 400, description });
    keep();
    await eventually(() => registration.fault?.includes(description) ?? false);
    await eventually(() => registration.fault === undefined);
  });

  it('should end at once, though Telegram is silent', async () => {
    telegram.silent = true;
    keep();
    await eventually(() => telegram.calls.length === 1);
    end.abort();
    await kept;
    expect(telegram.calls).toHaveLength(1);
  });
});
