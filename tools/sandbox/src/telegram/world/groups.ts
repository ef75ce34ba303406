import { randomInt } from 'node:crypto';
import type { Group, NewGroup } from '../person-api.types';
import type { Chat } from '../wire.types';
import type { Recorder } from './change.types';

/** Supergroups have ids of thirteen digits below zero that begin with 100. */
const SUPERGROUP = -1_000_000_000_000;

/** The groups of this world's people. */
export class Groups {
  private readonly byId = new Map<number, Group>();

  constructor(private readonly record: Recorder) {}

  all(): Group[] {
    return [...this.byId.values()];
  }

  find(id: number) {
    return this.byId.get(id);
  }

  /** A group in which the bot is not yet. */
  add(group: NewGroup): Group {
    return this.put({
      privacy: true,
      adminIds: [],
      ...group,
      id: SUPERGROUP - randomInt(1_000_000_000, 3_000_000_000),
      bot: 'left',
    });
  }

  setBot(id: number, bot: Group['bot']) {
    const group = this.byId.get(id);
    if (group) this.put({ ...group, bot });
  }

  restore(group: Group) {
    this.byId.set(group.id, group);
  }

  private put(group: Group) {
    this.restore(group);
    this.record({ kind: 'group', group });
    return group;
  }
}

/** The group as the chat of a message. */
export const groupChatOf = ({ id, title }: Group): Chat => ({ id, title, type: 'supergroup' });

export const isInGroup = ({ bot }: Group): boolean => bot === 'member' || bot === 'administrator';
