const FIRST_PERSON = 100_000_000;
const COMMANDS = { start: ['/start'], talk: ['/help', '/cancel'] };
/** In a backlog one update in ten comes from the person of the one before, so that order can be checked. */
const PAIR_EVERY = 10;

// Both go on from load to load: no update comes twice, and everybody has their turn.
let lastUpdateId = 1_000_000;
let lastPerson = 0;

/** The next `count` messages of a plan, as JSON made ahead of time. */
export const messagesOf = (plan) =>
  Array.from({ length: plan.count }, (_, index) => message(plan, index));

function message({ text, rate, people, learn }, index) {
  const paired = text === 'talk' && !rate && !learn && index % PAIR_EVERY === PAIR_EVERY - 1;
  if (!paired) lastPerson = (lastPerson + 1) % people;
  const command = COMMANDS[text][paired || (learn && index === 1) ? 1 : 0];
  const chatId = FIRST_PERSON + lastPerson;
  const id = ++lastUpdateId;
  return { id, chatId, command, dueAt: 0, json: updateJson(id, chatId, command) };
}

function updateJson(id, chatId, command) {
  const person = { id: chatId, first_name: `Person ${chatId}` };
  return JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      from: { ...person, is_bot: false, language_code: 'en' },
      chat: { ...person, type: 'private' },
      date: Math.floor(Date.now() / 1000),
      text: command,
      entities: [{ offset: 0, length: command.length, type: 'bot_command' }],
    },
  });
}
