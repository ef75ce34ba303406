import { Readable } from 'node:stream';
import { networkFailure } from '../network.errors';
import { ProviderFailure } from '../provider.errors';
import { falFailure, readErrorAnswer } from './fal.errors';

const falDomains = ['fal.media', 'fal.run', 'fal.ai'];
const maxRedirects = 3;

/** A result file on its way to us; read the body or destroy it. */
export interface FalDownload {
  readonly body: Readable;
  readonly contentType: string;
  /** As announced; a compressed or chunked answer has none. */
  readonly size?: number;
}

/** The addresses from which result files may be fetched: FAL's, and the configured ones. */
export class FalFileHosts {
  private readonly configured: ReadonlySet<string>;

  constructor(configuredUrls: readonly string[]) {
    this.configured = new Set(configuredUrls.map((url) => new URL(url).origin));
  }

  allows({ protocol, hostname, origin, username }: URL): boolean {
    if (username) return false;
    if (this.configured.has(origin)) return true;
    const isFal = falDomains.some((d) => hostname === d || hostname.endsWith(`.${d}`));
    return protocol === 'https:' && isFal;
  }
}

/**
 * Opens a result file. An address in an answer is a stranger's word: only known hosts are asked, each
 * redirect is checked anew, and the body ends with an error beyond `maxBytes`.
 */
export async function openDownload(
  url: string,
  { hosts, maxBytes, timeoutMs }: { hosts: FalFileHosts; maxBytes: number; timeoutMs: number },
): Promise<FalDownload> {
  const response = await follow(url, hosts, AbortSignal.timeout(timeoutMs));
  if (!response.ok || !response.body) throw falFailure(await readErrorAnswer(response));
  const size = Number(response.headers.get('content-length') ?? NaN);
  if (size > maxBytes) {
    await response.body.cancel();
    throw tooLarge(maxBytes);
  }
  const body = Readable.from(capped(response.body, maxBytes), { objectMode: false });
  const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
  return { body, contentType, size: size >= 0 ? size : undefined };
}

async function follow(from: string, hosts: FalFileHosts, signal: AbortSignal): Promise<Response> {
  let url = from;
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    if (!URL.canParse(url) || !hosts.allows(new URL(url))) throw notAllowed(url);
    const response = await fetch(url, { redirect: 'manual', signal }).catch((error: unknown) => {
      throw networkFailure('fal', error);
    });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) return response;
    await response.body?.cancel();
    url = new URL(location, url).href;
  }
  throw new ProviderFailure('fal', 'rejected', 'too many redirects', {
    errorType: 'too-many-redirects',
  });
}

async function* capped(source: AsyncIterable<Uint8Array>, maxBytes: number) {
  let seen = 0;
  try {
    for await (const chunk of source) {
      seen += chunk.length;
      if (seen > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ProviderFailure ? error : networkFailure('fal', error);
  }
}

function notAllowed(url: string): ProviderFailure {
  const host = URL.canParse(url) ? new URL(url).host : 'not an address';
  return new ProviderFailure('fal', 'rejected', `files are not fetched from ${host}`, {
    errorType: 'host-not-allowed',
  });
}

function tooLarge(maxBytes: number): ProviderFailure {
  return new ProviderFailure('fal', 'rejected', `file is larger than ${maxBytes} bytes`, {
    errorType: 'file-too-large',
  });
}
