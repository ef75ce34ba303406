import { type AccountsWorld, openAccounts } from './accounts-world.fixture';
import { Settings } from './settings';

describe('what a person chooses', () => {
  let world: AccountsWorld;
  let settings: Settings;
  const boris = { telegramId: 7, firstName: 'Boris', languageCode: 'ru' };

  beforeAll(async () => {
    world = await openAccounts();
    settings = world.app.get(Settings);
  });
  afterAll(() => world?.close());

  it('should be seen by the same transaction, and by everybody after it', async () => {
    await world.database.transaction(async () => {
      const user = await world.users.register(boris);
      await settings.setLanguage(user, 'en');
      await settings.setTimeZone(user, 'Asia/Kamchatka');
      await settings.setSound(user, false);
      await settings.setNews(user, false);
      await settings.setVoiceMode(user, 'transcript');
      await settings.setPersona(user, 'coder');
      await settings.setSpeechLanguage(user, 'de');
      expect(await world.users.findByTelegramId(7)).toMatchObject({ language: 'en', sound: false });
    });
    expect(await world.users.findByTelegramId(7)).toMatchObject({
      language: 'en',
      chosenLanguage: 'en',
      timeZone: 'Asia/Kamchatka',
      sound: false,
      news: false,
      voiceMode: 'transcript',
      persona: 'coder',
      speechLanguage: 'de',
    });
  });

  it('should go back to the language of their app, which may have changed meanwhile', async () => {
    const user = await world.users.register(boris);
    await settings.setLanguage(user, 'en');
    expect((await world.users.register(boris)).language).toBe('en');
    await settings.setLanguage(user, null);
    expect(user.language).toBe('ru');
    expect((await world.users.register({ ...boris, languageCode: 'de' })).language).toBe('en');
  });
});
