import { z } from 'zod';

/** What stands behind the figure in a preview. */
export const SCENES = [
  'sun',
  'hills',
  'waves',
  'city',
  'stars',
  'leaves',
  'rings',
  'grid',
] as const;

const names = z.object({ ru: z.string().min(2).max(40), en: z.string().min(2).max(40) });
const color = z.string().regex(/^#[0-9a-f]{6}$/);
/** Ids travel in the data of buttons, of which Telegram allows 64 bytes. */
const id = z.string().regex(/^[a-z][a-z0-9-]{1,15}$/);

export const style = z.object({
  id,
  names,
  /** The whole prompt in English; `{prompt}` stands for the person and their words. */
  template: z.string().max(500).includes('{prompt}'),
  /** What this style should not have, for models that can be told. */
  negative: z.string().max(200).optional(),
  preview: z.object({
    /** Behind, between, before. */
    colors: z.tuple([color, color, color]),
    scene: z.enum(SCENES),
  }),
});
export type Style = z.infer<typeof style>;

export const styleCategory = z.object({
  id: z.string().regex(/^[a-z]{2,10}$/),
  emoji: z.string().min(1).max(4),
  names,
  styles: z.array(style).min(1),
});
export type StyleCategory = z.infer<typeof styleCategory>;
