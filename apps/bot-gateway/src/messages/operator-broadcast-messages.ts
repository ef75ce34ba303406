import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { Action } from '@aisha/conversation';
import { type Broadcast, Broadcasts } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';
import { OperatorPhrases, TO_DESK } from './operator-phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';
import { visibleText } from './html-text';
import { shorten } from './split-text';

const BROADCASTS_SHOWN = 8;
const LABEL = 40;

/** News as an operator sees them: before, while they go out, and after. */
@Injectable()
export class OperatorBroadcastMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly broadcasts: Broadcasts,
    private readonly identity: BotIdentity,
  ) {}

  readonly renderers: Renderers<'operator-broadcasts' | 'operator-broadcast'> = {
    'operator-broadcasts': (_, operator) => this.list(operator),
    'operator-broadcast': ({ broadcastId }, operator) => this.one(broadcastId, operator),
  };

  private async list(operator: User): Promise<Rendered> {
    const latest = await this.broadcasts.latest(this.identity.botId, BROADCASTS_SHOWN);
    const { phrases } = this.phrases;
    return {
      html: phrases.text(operator, 'operator-broadcasts', { count: latest.length }),
      buttons: [
        ...latest.map(({ id, status, textRu }) => [
          phrases.button(
            operator,
            'operator-broadcast',
            { do: 'op-news-of', broadcastId: id },
            { status, text: shorten(visibleText(textRu).replace(/\s+/g, ' '), LABEL) },
          ),
        ]),
        ...this.phrases.rows(operator, [[['operator-news-new', { do: 'op-news-new' }]], TO_DESK]),
      ],
    };
  }

  /** A draft as it will look; one that was begun, as far as it is. */
  private async one(id: string, operator: User): Promise<Rendered | null> {
    const broadcast = await this.broadcasts.find(id);
    if (!broadcast) return null;
    const html =
      broadcast.status === 'draft'
        ? await this.preview(broadcast, operator)
        : await this.progress(broadcast, operator);
    return html === null
      ? null
      : { html, buttons: this.phrases.rows(operator, [choices(broadcast), TO_DESK]) };
  }

  private async preview({ textRu, textEn }: Broadcast, operator: User): Promise<string> {
    const { phrases } = this.phrases;
    const audience = await this.broadcasts.audience(this.identity.botId);
    const texts = textRu === textEn ? [textRu] : [textRu, textEn];
    return [phrases.text(operator, 'operator-broadcast-draft', { audience }), ...texts].join(
      '\n\n———\n\n',
    );
  }

  private async progress({ id, textRu }: Broadcast, operator: User): Promise<string | null> {
    const progress = await this.broadcasts.progress(id);
    if (!progress) return null;
    const text = shorten(visibleText(textRu).replace(/\s+/g, ' '), LABEL);
    return this.phrases.phrases.text(operator, 'operator-broadcast', { ...progress, text });
  }
}

const choices = ({ id: broadcastId, status }: Broadcast): [string, Action][] => {
  switch (status) {
    case 'draft':
      return [['operator-news-start', { do: 'op-news-start', broadcastId }]];
    case 'running':
      return [['operator-news-stop', { do: 'op-news-stop', broadcastId }]];
    case 'held':
    case 'stopped':
    case 'done':
      return [];
  }
};
