import type { Transcription } from '@aisha/integrations';

export interface Speech {
  readonly text: string;
  /** As the provider names it; null where it did not say. */
  readonly language: string | null;
}

/** One text of the parts of a recording, in order. A cut falls anywhere, so parts go on in the same line. */
export function joinParts(parts: readonly Transcription[]): Speech {
  const spoken = parts.filter(({ text }) => text !== '');
  return {
    text: spoken.map(({ text }) => text).join(' '),
    language: spoken.find(({ language }) => language)?.language ?? null,
  };
}
