import { Injectable } from '@nestjs/common';
import { GROUP_TRANSCRIBES, type GroupNotice, type Notice } from '@aisha/contracts';
import { BotName } from './bot-name';
import { Phrases } from './phrases';
import { type Button, button, type Rendered } from './rendered';

export const isGroupNotice = (notice: Notice): notice is GroupNotice =>
  notice.kind.startsWith('group-');

/** These lead to the private chat, where everything else is. */
const WITH_LINK: readonly GroupNotice['kind'][] = [
  'group-greeting',
  'group-help',
  'group-private-only',
];

/** What is said in groups in answer to no work of ours. */
@Injectable()
export class GroupMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly botName: BotName,
  ) {}

  async render(notice: GroupNotice): Promise<Rendered> {
    const name = await this.botName.get();
    return {
      html: this.phrases.text(notice, notice.kind, { name }),
      buttons: this.buttons(notice, name),
      replyTo: notice.replyTo,
    };
  }

  private buttons(notice: GroupNotice, name: string): Button[][] {
    if (notice.kind === 'group-settings') return this.choices(notice);
    if (!WITH_LINK.includes(notice.kind)) return [];
    const text = this.phrases.catalogue.plain(notice.language, 'button-group-private');
    return [[{ text, url: `https://t.me/${name}?start=group` }]];
  }

  private choices(notice: Extract<GroupNotice, { kind: 'group-settings' }>): Button[][] {
    return GROUP_TRANSCRIBES.map((when) => {
      const { catalogue } = this.phrases;
      const label = catalogue.plain(notice.language, `button-group-${when}`);
      const isChosen = notice.transcribe === when;
      const text = isChosen ? catalogue.plain(notice.language, 'button-chosen', { label }) : label;
      return [button(text, { do: 'group-transcribe', when })];
    });
  }
}
