import { fieldError } from './model.errors';

// A training archive of twenty photos of 20 MB each, with room to spare.
const maxBytes = 500 * 1024 * 1024;
const timeoutMs = 60_000;

/** Fetches a file that an input names; any http(s) or data address, like FAL. */
export async function fetchInput(url: string, field: string, signal: AbortSignal): Promise<Buffer> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, { signal: limit });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    if (Number(response.headers.get('content-length')) > maxBytes) throw new Error('too large');
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw fieldError(field, 'file_download_error', `Failed to download the file: ${reason}`);
  }
}
