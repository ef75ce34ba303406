import { Injectable } from '@nestjs/common';
import { Storage } from '@aisha/integrations';
import { PieceRows } from './piece-rows';

/** Pieces: their rows, and their sound in the storage. */
@Injectable()
export class PieceStore {
  constructor(
    readonly rows: PieceRows,
    readonly objects: Storage,
  ) {}
}
