/** What is to be done about what is stored of a person. */
export type PrivacyIntent =
  | { do: 'show-privacy' }
  | { do: 'export-data' }
  | { do: 'ask-delete-me' }
  /** The first yes, and the second; each for what was asked about. */
  | { do: 'confirm-delete-me'; of: string }
  | { do: 'delete-me'; of: string };
