/** Something that a person must change before this can start; the message is one sentence. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
