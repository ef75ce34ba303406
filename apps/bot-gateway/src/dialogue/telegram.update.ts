import { Injectable } from '@nestjs/common';
import { decodeAction, type Input } from '@aisha/conversation';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { Ctx, On, Update } from 'nestjs-telegraf';
import type { Context, NarrowedContext } from 'telegraf';
import type { Message, Update as Updates, User } from 'telegraf/types';
import { BotIdentity } from '../bot-identity';
import { Checkouts } from '../payments/checkouts';
import { PaymentDesk } from '../payments/payment-desk';
import { readPayment } from '../payments/read-payment';
import { isPayment } from '../receiving/counted-update';
import { Dialogue } from './dialogue';
import { GroupUpdates } from '../groups/group-updates';
import { personOf } from './person-of';
import { readMessage } from './read-message';

type Of<Kind extends Updates> = NarrowedContext<Context, Kind>;

/** What Telegram delivers, translated for the dialogue. Groups have a dialogue of their own; channels none. */
@Injectable()
@Update()
export class TelegramUpdate {
  constructor(
    private readonly dialogue: Dialogue,
    private readonly outbox: Outbox,
    private readonly desk: PaymentDesk,
    private readonly checkouts: Checkouts,
    private readonly identity: BotIdentity,
    private readonly groups: GroupUpdates,
  ) {}

  @On('message')
  async onMessage(@Ctx() ctx: Of<Updates.MessageUpdate>): Promise<void> {
    if (ctx.from && isPayment(ctx.message)) return this.onPayment(ctx.message, ctx.from);
    if (isGroup(ctx.chat)) return this.groups.message(ctx.message, ctx.update.update_id);
    const input = readMessage(ctx.message);
    if (ctx.chat.type !== 'private' || !ctx.from || !input) return;
    await this.dialogue.take({
      updateId: ctx.update.update_id,
      chat: this.chat(ctx.chat.id),
      person: personOf(ctx.from),
      input,
    });
  }

  @On('callback_query')
  async onPress(@Ctx() ctx: Of<Updates.CallbackQueryUpdate>): Promise<void> {
    const { id, from, message } = ctx.callbackQuery;
    if (message && isGroup(message.chat)) {
      return this.groups.press(ctx.callbackQuery, ctx.update.update_id);
    }
    const data = 'data' in ctx.callbackQuery ? ctx.callbackQuery.data : '';
    if (message && message.chat.type !== 'private') return;
    await this.dialogue.take({
      updateId: ctx.update.update_id,
      chat: this.chat(from.id),
      person: personOf(from),
      input: readPress(data),
      press: { queryId: id, messageId: message?.message_id },
    });
  }

  @On('pre_checkout_query')
  async onCheckout(@Ctx() ctx: Of<Updates.PreCheckoutQueryUpdate>): Promise<void> {
    await this.checkouts.settle(ctx.preCheckoutQuery, ctx.update.update_id);
  }

  @On('my_chat_member')
  async onMembership(@Ctx() ctx: Of<Updates.MyChatMemberUpdate>): Promise<void> {
    const { chat, new_chat_member: now } = ctx.myChatMember;
    if (isGroup(chat)) return this.groups.membership(ctx.myChatMember, ctx.update.update_id);
    if (chat.type !== 'private') return;
    if (now.status === 'kicked') {
      await this.outbox.markUndeliverable(this.chat(chat.id), 'blocked by the person');
    } else {
      await this.outbox.markReachable(this.chat(chat.id));
    }
  }

  private async onPayment(message: Message, from: User): Promise<void> {
    const payment = readPayment(message);
    const payer = payerOf(message, from);
    if (payment?.kind === 'paid') await this.desk.paid(payment.charge, payer);
    if (payment?.kind === 'refunded') await this.desk.refunded(payment.charge, payer);
  }

  private chat(chatId: number): ChatRef {
    return { botId: this.identity.botId, chatId };
  }
}

const isGroup = ({ type }: { type: string }) => type === 'group' || type === 'supergroup';

/** Whoever wrote the service message: in a private chat it is about the person whose chat it is. */
const payerOf = ({ chat }: Message, from: User) =>
  chat.type === 'private' && chat.id !== from.id
    ? { telegramId: chat.id, firstName: chat.first_name, username: chat.username }
    : personOf(from);

function readPress(data: string): Input {
  const action = decodeAction(data);
  return action ? { kind: 'press', action } : { kind: 'stale-press' };
}
