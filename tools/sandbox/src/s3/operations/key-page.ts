export interface KeyPageRequest {
  prefix: string;
  delimiter: string;
  /** Only keys and groups behind this one, in byte order. */
  after: string;
  limit: number;
}

export interface KeyPage {
  keys: string[];
  /** What keys with a delimiter after the prefix have in common, once each. */
  commonPrefixes: string[];
  /** The last key that the page covers; behind it the next page starts. */
  last: string;
  truncated: boolean;
}

/** Cuts one page out of all keys, which come sorted by their UTF-8 bytes. */
export function keyPage(sortedKeys: Iterable<string>, request: KeyPageRequest): KeyPage {
  const page: KeyPage = { keys: [], commonPrefixes: [], last: '', truncated: false };
  for (const key of sortedKeys) {
    if (!key.startsWith(request.prefix) || !isBehind(key, request.after)) continue;
    const group = groupOf(key, request);
    if (group === undefined || group !== page.commonPrefixes.at(-1)) {
      if (group !== undefined && request.after.startsWith(group)) continue;
      if (page.keys.length + page.commonPrefixes.length >= request.limit) {
        return { ...page, truncated: request.limit > 0 };
      }
      if (group === undefined) page.keys.push(key);
      else page.commonPrefixes.push(group);
    }
    page.last = key;
  }
  return page;
}

function groupOf(key: string, { prefix, delimiter }: KeyPageRequest): string | undefined {
  const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
}

const isBehind = (key: string, after: string) =>
  !after || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;
