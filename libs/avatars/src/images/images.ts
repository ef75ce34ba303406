import { Injectable } from '@nestjs/common';
import { Database, Image } from '@aisha/database';

/** Pictures as they are made. */
@Injectable()
export class Images {
  constructor(private readonly database: Database) {}

  get(id: string): Promise<Image | null> {
    return this.rows.findOneBy({ id });
  }

  private get rows() {
    return this.database.repository(Image);
  }
}
