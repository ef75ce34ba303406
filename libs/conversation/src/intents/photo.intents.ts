/** What is to be done about single photos of a draft. */
export type PhotoIntent =
  | { do: 'show-draft-photo'; photoId?: string }
  | { do: 'keep-photo' | 'keep-draft-photo' | 'replace-photo' | 'remove-photo'; photoId: string };
