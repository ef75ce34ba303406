import { Injectable, Logger } from '@nestjs/common';
import { deletedCounts } from '@aisha/contracts';
import { Database, type Forgetting } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { ProviderFailure } from '@aisha/integrations';
import { DeletionLog } from './deletion-log';
import { Erasure } from './erasure';
import { Forgettings } from './forgettings';
import { Outside } from './outside';

/** FAL may be away for longer than a person should wait for their receipt; then it says what is left there. */
const FAL_PATIENCE_MS = 3_600_000;

/** Work is being handed to FAL this moment: in a few seconds it is known under which id. */
export class StillSubmitting extends Error {
  constructor() {
    super('work is being submitted');
    this.name = 'StillSubmitting';
  }
}

/** Forgets a person, step by step. Each may be repeated: the row says which is next. */
@Injectable()
export class ForgettingSaga {
  private readonly logger = new Logger(ForgettingSaga.name);

  constructor(
    private readonly database: Database,
    private readonly forgettings: Forgettings,
    private readonly erasure: Erasure,
    private readonly outside: Outside,
    private readonly log: DeletionLog,
    private readonly outbox: Outbox,
  ) {}

  /** @throws what stood in the way; trying again is safe */
  async forget(id: string): Promise<void> {
    const asked = await this.forgettings.get(id);
    if (asked?.status === 'requested') await this.erase(asked);
    const erased = await this.forgettings.get(id);
    if (erased?.status === 'erased') await this.finish(erased);
  }

  /** An hour later: what workers left that were at work meanwhile, and what FAL went on with. */
  async lookAgain(forgetting: Forgetting): Promise<void> {
    const late = await this.erasure.eraseLate(forgetting);
    const falRequests = [...forgetting.falRequests, ...late];
    await this.outside.remove({ ...forgetting, falRequests }, { last: true });
    await this.database.query(
      `update forgettings set looked_again_at = now(), fal_requests = '[]' where id = $1`,
      [forgetting.id],
    );
  }

  private async erase(forgetting: Forgetting): Promise<void> {
    const { userId, requestedAt } = forgetting;
    await this.log.write({ userId, requestedAt });
    if (!(await this.erasure.halt(userId))) throw new StillSubmitting();
    const done = await this.erasure.erase(forgetting);
    if (done) this.logger.log({ msg: 'person erased', forgettingId: forgetting.id });
  }

  private async finish(forgetting: Forgetting): Promise<void> {
    await this.outside.remove(forgetting).catch((error: unknown) => {
      const waited = Date.now() - forgetting.erasedAt!.getTime();
      const isFal = error instanceof ProviderFailure && error.provider === 'fal';
      if (!isFal || waited < FAL_PATIENCE_MS) throw error;
    });
    const { userId, requestedAt } = forgetting;
    await this.log.write({ userId, requestedAt, completedAt: new Date() });
    await this.giveReceipt(forgetting.id);
  }

  private async giveReceipt(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update forgettings set status = 'done', done_at = now()
         where id = $1 and status = 'erased' returning 1`,
        [id],
      );
      const forgetting = rows.length > 0 ? await this.forgettings.get(id) : null;
      if (forgetting) await this.tell(forgetting);
    });
  }

  private async tell({
    id,
    botId,
    chatId,
    language,
    requestedAt,
    counts,
    falRequests,
  }: Forgetting) {
    if (botId === null || chatId === null) return;
    const left = falRequests.filter(({ stopped }) => !stopped).length;
    const { falKept = 0, ...rest } = counts;
    const notice = {
      kind: 'forgotten' as const,
      receipt: id,
      language,
      requestedAt: requestedAt.toISOString(),
      counts: deletedCounts.parse({ ...rest, falKept: falKept + left }),
    };
    await this.outbox.add({ botId, chatId }, notice, { key: receiptKey(id) });
  }
}

/** Of the message that carries the receipt. */
export const receiptKey = (id: string): string => `forgotten-${id}`;
