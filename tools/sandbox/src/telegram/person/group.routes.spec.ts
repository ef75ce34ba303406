import { type PersonFixture, refusal, TelegramFixture } from '../telegram.fixture';
import type { ChatMessage, Group } from '../person-api.types';

describe('a group', () => {
  let telegram: TelegramFixture;
  let anna: PersonFixture;
  let boris: PersonFixture;
  let group: Group;

  beforeEach(async () => {
    telegram = await TelegramFixture.start();
    anna = await telegram.person('Anna');
    boris = await telegram.person('Boris');
    const body = { title: 'Friends', memberIds: [anna.id, boris.id], adminIds: [anna.id] };
    group = (await (await telegram.post('/api/groups', body)).json()) as Group;
  });
  afterEach(() => telegram.close());

  const setBot = (status: string) =>
    telegram.post(`/api/groups/${group.id}/bot`, { personId: anna.id, status });
  const say = async (text: string, replyTo?: number) => {
    const said = { personId: boris.id, text, replyTo };
    const response = await telegram.post(`/api/groups/${group.id}/messages`, said);
    return ((await response.json()) as ChatMessage[])[0]!;
  };
  const seen = () =>
    telegram.server.world.updates.peek(100).map(({ update }) => update.message?.text);

  it('should tell the bot that it was added', async () => {
    await setBot('member');
    const [update] = await telegram.updates();
    expect(update?.my_chat_member).toMatchObject({
      chat: { id: group.id, type: 'supergroup', title: 'Friends' },
      from: { id: anna.id },
      old_chat_member: { status: 'left' },
      new_chat_member: { status: 'member' },
    });
  });

  it('should show a bot with privacy mode on only what is meant for it', async () => {
    await setBot('member');
    telegram.server.world.updates.clear();
    const own = await telegram.telegram.sendMessage(group.id, 'hello');
    await say('dinner?');
    await say('/text@another_bot');
    await say('/text');
    await say('hi @aisha_sandbox_bot');
    await say('and you?', own.message_id);
    expect(seen()).toEqual(['/text', 'hi @aisha_sandbox_bot', 'and you?']);
  });

  it('should show an administrator everything', async () => {
    await setBot('administrator');
    telegram.server.world.updates.clear();
    await say('dinner?');
    expect(seen()).toEqual(['dinner?']);
  });

  it('should let the bot write under a message, and not once it is out', async () => {
    await setBot('member');
    const { messageId } = await say('/help');
    const reply_parameters = { message_id: messageId };
    const sent = await telegram.telegram.callApi('sendMessage', {
      chat_id: group.id,
      text: 'here',
      reply_parameters,
    });
    expect(sent).toMatchObject({ chat: { id: group.id }, reply_to_message: { text: '/help' } });
    await setBot('kicked');
    expect(await refusal(telegram.telegram.sendMessage(group.id, 'x'))).toContain(
      '403: Forbidden: bot was kicked from the supergroup chat',
    );
  });

  it('should say who is who', async () => {
    await setBot('member');
    const member = (id: number) => telegram.telegram.getChatMember(group.id, id);
    expect((await member(anna.id)).status).toBe('creator');
    expect((await member(boris.id)).status).toBe('member');
    expect(await telegram.telegram.getChatAdministrators(group.id)).toHaveLength(1);
  });
});
