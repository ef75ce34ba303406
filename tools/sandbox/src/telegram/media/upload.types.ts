/** A file as a form or an address gave it. */
export interface Upload {
  fileName: string;
  mimeType: string;
  bytes: Buffer;
}

/** What a sender says about a file; durations in seconds, sizes in pixels. */
export interface DeclaredTraits {
  duration?: number;
  width?: number;
  height?: number;
  performer?: string;
  title?: string;
}
