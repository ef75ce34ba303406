import { Test, type TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, type TestDatabase } from '@aisha/testing';
import { AccountsModule } from './accounts.module';
import { Settings } from './settings';
import { Users } from './users';

describe('what a person chooses', () => {
  let testDatabase: TestDatabase;
  let app: TestingModule;
  let settings: Settings;
  let users: Users;
  const boris = { telegramId: 7, firstName: 'Boris', languageCode: 'ru' };

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({ DATABASE_URL: testDatabase.url }),
        HealthModule.forRole('test'),
        AccountsModule,
      ],
    }).compile();
    await app.init();
    settings = app.get(Settings);
    users = app.get(Users);
  });

  afterAll(async () => {
    await app?.close();
    await testDatabase?.close();
  });

  it('should be seen by the same transaction, and by everybody after it', async () => {
    await app.get(Database).transaction(async () => {
      const user = await users.register(boris);
      await settings.setLanguage(user, 'en');
      await settings.setTimeZone(user, 'Asia/Kamchatka');
      await settings.setSound(user, false);
      await settings.setNews(user, false);
      await settings.setVoiceMode(user, 'transcript');
      await settings.setSpeechLanguage(user, 'de');
      expect(await users.findByTelegramId(7)).toMatchObject({ language: 'en', sound: false });
    });
    expect(await users.findByTelegramId(7)).toMatchObject({
      language: 'en',
      chosenLanguage: 'en',
      timeZone: 'Asia/Kamchatka',
      sound: false,
      news: false,
      voiceMode: 'transcript',
      speechLanguage: 'de',
    });
  });

  it('should go back to the language of their app, which may have changed meanwhile', async () => {
    const user = await users.register(boris);
    await settings.setLanguage(user, 'en');
    expect((await users.register(boris)).language).toBe('en');
    await settings.setLanguage(user, null);
    expect(user.language).toBe('ru');
    expect((await users.register({ ...boris, languageCode: 'de' })).language).toBe('en');
  });
});
