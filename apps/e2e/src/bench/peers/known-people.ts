import { databaseUrl, dropDatabase, onConnection, testDatabaseName } from '@aisha/servers';
import { createTestDatabase, type TestDatabase } from '@aisha/testing';

/** A database in which everybody has said hello, to be cloned for each measurement. */
export class KnownPeople {
  private constructor(
    private readonly server: string,
    private readonly template: TestDatabase,
  ) {}

  /** @param greet makes everybody known to the bot on this database, and has let go of it when it is done */
  static async meet(
    server: string,
    greet: (databaseUrl: string) => Promise<void>,
  ): Promise<KnownPeople> {
    const template = await createTestDatabase();
    await greet(template.url);
    await onConnection(template.url, (client) => client.query('vacuum analyze'));
    return new KnownPeople(server, template);
  }

  async clone(): Promise<TestDatabase> {
    const name = testDatabaseName('clone');
    const from = new URL(this.template.url).pathname.slice(1);
    await onConnection(this.server, (client) =>
      client.query(`create database ${name} template ${from}`),
    );
    return { url: databaseUrl(this.server, name), close: () => dropDatabase(this.server, name) };
  }

  close(): Promise<void> {
    return this.template.close();
  }
}
