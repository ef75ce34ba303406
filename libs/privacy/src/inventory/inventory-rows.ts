import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { Holding } from './holding';
import { INVENTORY } from './inventory';

/** Somebody's ids: of their user, and of their private chat, which is Telegram's id of them. */
export interface Whose {
  userId: string;
  /** Null where what is theirs in the chat went before: by now somebody new may be in it. */
  chatId: number | null;
}
/** What was deleted: rows by table word, and the keys of objects that nothing names any more. */
export interface Removed {
  counts: Record<string, number>;
  objectKeys: string[];
}

/** Gives `$1` and `$2` their types where a condition uses only one of them. */
const WHO = 'with who as (select $1::uuid as user_id, $2::bigint as chat_id)';

/** The inventory put into statements. */
@Injectable()
export class InventoryRows {
  constructor(private readonly database: Database) {}

  /** Deletes and clears all rows of a person, in the surrounding transaction. */
  async forget(whose: Whose): Promise<Removed> {
    const removed: Removed = { counts: {}, objectKeys: [] };
    for (const holding of INVENTORY) {
      if (holding.fate === 'delete') await this.delete(holding, whose, removed);
      else if (typeof holding.fate === 'object' && 'clear' in holding.fate) {
        await this.clear(holding, holding.fate.clear, whose);
      }
    }
    return removed;
  }

  /** How many rows of a kind that a person would miss. */
  async count(whose: Whose): Promise<Record<string, number>> {
    const counted = INVENTORY.filter(({ counted }) => counted);
    const [row] = await this.database.query<Record<string, string>>(
      `${WHO} select ${counted
        .map(
          ({ table, belongs, exported, counted }) =>
            `(select count(*) from ${table} t where ${belongs} and (${exported?.where ?? true}))
              as "${counted}"`,
        )
        .join(', ')}`,
      [whose.userId, whose.chatId],
    );
    return Object.fromEntries(Object.entries(row!).map(([name, count]) => [name, Number(count)]));
  }

  /** Rows of a kind as they are taken along, from the `skip`th on. */
  rows(holding: Holding, whose: Whose, { skip, limit }: { skip: number; limit: number }) {
    const { columns, where, order, files = [], texts = [] } = holding.exported!;
    const selected = [
      ...Object.entries(columns).map(([name, value]) => `${value} as "${name}"`),
      ...files.flatMap(({ key, name }, at) => [`${key} as "_key${at}"`, `${name} as "_file${at}"`]),
      ...texts.flatMap(({ body, name }, at) => [
        `${body} as "_body${at}"`,
        `${name} as "_text${at}"`,
      ]),
    ];
    return this.database.query<Record<string, unknown>>(
      `${WHO} select ${selected.join(', ')} from ${holding.table} t
       where ${holding.belongs} and (${where ?? true}) order by ${order} limit $3 offset $4`,
      [whose.userId, whose.chatId, limit, skip],
    );
  }

  private async delete(
    { table, belongs, objects = [], counted }: Holding,
    whose: Whose,
    to: Removed,
  ) {
    const returned = objects.length > 0 ? objects.map((column) => `t.${column}`).join(', ') : '1';
    const rows = await this.database.query<Record<string, string | string[] | null>>(
      `${WHO} delete from ${table} t where ${belongs} returning ${returned}`,
      [whose.userId, whose.chatId],
    );
    if (counted) to.counts[counted] = rows.length;
    for (const row of rows) {
      for (const column of objects) to.objectKeys.push(...[row[column] ?? []].flat());
    }
  }

  private async clear({ table, belongs }: Holding, columns: Record<string, string>, whose: Whose) {
    const set = Object.entries(columns).map(([column, value]) => `${column} = ${value}`);
    await this.database.query(`${WHO} update ${table} t set ${set.join(', ')} where ${belongs}`, [
      whose.userId,
      whose.chatId,
    ]);
  }
}
