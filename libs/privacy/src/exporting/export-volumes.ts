import { Injectable } from '@nestjs/common';
import { Database, type Export } from '@aisha/database';
import { Storage, StoredObjectNotFound, VOLUME_LIMITS, ZipVolumes } from '@aisha/integrations';
import { INVENTORY } from '../inventory/inventory';
import { InventoryRows } from '../inventory/inventory-rows';
import { exportKey } from '../inventory/object-prefixes';
import { entriesOf, type StoredEntry } from './export-entries';
import { EXPORT_DAYS, type PackedExport } from './exports';

/** Rows of one JSON file: some hundred kilobytes, so that nothing large is in memory at once. */
const ROWS_A_FILE = 500;

/** Packs all that is stored of a person: each kind as JSON, then the files that go with it. */
@Injectable()
export class ExportVolumes {
  constructor(
    private readonly database: Database,
    private readonly rows: InventoryRows,
    private readonly storage: Storage,
  ) {}

  /** @throws what the storage says, or when it takes too long; the objects go by themselves */
  async write(wanted: Export, limits = VOLUME_LIMITS): Promise<PackedExport> {
    const writing = new ZipVolumes(this.storage, (volume) => this.keyOf(wanted, volume), limits);
    try {
      const stored = await this.writeTexts(wanted, writing);
      const leftOut = await this.writeStored(stored, writing);
      return { volumes: await writing.end(), leftOut };
    } catch (error) {
      writing.abandon();
      throw error;
    }
  }

  /** Texts first: they are small, and found in the first volume. @returns the stored files that they name */
  private async writeTexts(wanted: Export, writing: ZipVolumes): Promise<StoredEntry[]> {
    const whose = { userId: wanted.ownerId, chatId: wanted.chatId };
    const stored: StoredEntry[] = [];
    for (const holding of INVENTORY.filter(({ exported }) => exported)) {
      for (let part = 1, more = true; more; part += 1) {
        const range = { skip: (part - 1) * ROWS_A_FILE, limit: ROWS_A_FILE };
        const rows = await this.rows.rows(holding, whose, range);
        more = rows.length === ROWS_A_FILE;
        if (rows.length === 0) break;
        const name = `${holding.exported!.file}${part === 1 ? '' : `-${part}`}.json`;
        const entries = entriesOf(name, rows);
        for (const text of entries.texts) {
          await writing.addText(text.name, Buffer.from(text.body), wanted.createdAt);
        }
        stored.push(...entries.stored);
      }
    }
    return stored;
  }

  /** @returns how many there was no room for; what was deleted meanwhile is left out */
  private async writeStored(stored: StoredEntry[], writing: ZipVolumes): Promise<number> {
    for (const [index, { key, name, madeAt }] of stored.entries()) {
      const object = await this.storage.get(key).catch((error: unknown) => {
        if (error instanceof StoredObjectNotFound) return undefined;
        throw error;
      });
      if (object && !(await writing.add(name, object, madeAt))) return stored.length - index;
    }
    return 0;
  }

  /** The object is on the list of those that go before it is there. */
  private async keyOf(wanted: Export, volume: number): Promise<string> {
    const key = exportKey(wanted, wanted.attempt, volume);
    await this.database.query(
      `insert into object_removals (object_key, not_before)
       values ($1, now() + make_interval(days => $2))
       on conflict (object_key) do update set not_before = excluded.not_before`,
      [key, EXPORT_DAYS],
    );
    return key;
  }
}
