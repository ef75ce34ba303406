import { afterRestore, databaseEnv, type HeldBack, migrateDatabase } from '@aisha/database';
import { readConfig } from '@aisha/platform';
import { parseArgs } from 'node:util';

// A deploy step of its own, with its own image: apps never migrate by themselves.
const { DATABASE_URL, DATABASE_DIRECT_URL } = readConfig(databaseEnv);
const url = DATABASE_DIRECT_URL ?? DATABASE_URL;
try {
  const { values } = parseArgs({ options: { 'after-restore': { type: 'boolean' } } });
  const names = await migrateDatabase(url);
  console.log(names.length > 0 ? `Migrated: ${names.join(', ')}` : 'The schema is up to date.');
  if (values['after-restore']) console.log(sentence(await afterRestore(url)));
} catch (error) {
  console.error(`Migration failed: ${(error as Error).message}`);
  process.exit(1);
}

function sentence({ messages, people, updates, broadcasts, epochs }: HeldBack): string {
  const raised = Object.entries(epochs).map(([botId, epoch]) => `${botId}: ${epoch}`);
  return (
    `After the restore: held ${messages} messages to ${people} chats, ${updates} updates, ` +
    `${broadcasts} broadcasts; epochs ${raised.join(', ') || 'none'}.`
  );
}
