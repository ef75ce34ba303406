/** As whom the assistant answers; the first is for whoever chose none. */
export const PERSONAS = [
  'assistant',
  'editor',
  'translator',
  'teacher',
  'coder',
  'listener',
] as const;
export type Persona = (typeof PERSONAS)[number];
