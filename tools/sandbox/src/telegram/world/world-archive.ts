import { join } from 'node:path';
import type { Change } from './change.types';
import { Journal, readJournal } from './journal';
import type { World } from './world';

/** Gives the world what an earlier run left in this folder, then keeps it there. */
export async function keepWorld(world: World, folder: string): Promise<Journal> {
  const path = join(folder, 'journal.jsonl');
  const changes = await readJournal(path);
  for (const change of changes) replay(world, change);
  const crashed = changes.length > 0 && changes.at(-1)?.kind !== 'clean-close';
  if (crashed) world.counters.skipAfterCrash();
  const journal = await Journal.start(path, snapshot(world));
  world.recorder = (change) => journal.append(change);
  return journal;
}

function* snapshot(world: World): Iterable<Change> {
  yield { kind: 'counters', counters: world.counters.snapshot };
  yield { kind: 'bot', profile: world.bot.snapshot };
  yield { kind: 'webhook', webhook: world.webhook };
  for (const person of world.people.all()) yield { kind: 'person', person };
  for (const group of world.groups.all()) yield { kind: 'group', group };
  for (const charge of world.stars.all()) yield { kind: 'charge', charge };
  yield* world.files.snapshot();
  yield* world.chats.snapshot();
  yield* world.updates.snapshot();
}

function replay(world: World, change: Change) {
  switch (change.kind) {
    case 'bot':
      return world.bot.restore(change.profile);
    case 'person':
      return world.people.restore(change.person);
    case 'group':
      return world.groups.restore(change.group);
    case 'message':
      return world.chats.restoreEntry(change.entry);
    case 'deletion':
      return world.chats.restoreDeletion(change.chatId, change.deletion);
    case 'file':
      return world.files.restore(change.file);
    case 'update':
      return world.updates.restore(change.pending);
    case 'confirmation':
      return world.updates.restoreConfirmation(change.updateIds);
    case 'allowed-updates':
      return world.updates.restoreAllowed(change.types);
    case 'webhook':
      world.webhook = change.webhook;
      return;
    case 'charge':
      return world.stars.restore(change.charge);
    case 'counters':
      return world.counters.restore(change.counters);
    case 'clean-close':
      return;
  }
}
