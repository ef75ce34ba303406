import { checksumHeader } from '../body/checksums';
import { S3Error, notImplemented } from '../s3-error';
import type { RequestHeaders } from '../auth/signature';
import { quoted } from '../s3-call';
import { requireLegalHeader } from '../s3-request';
import type { ObjectDescription, StoredObject } from '../storage/stored-object';

const KEPT = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-language',
  'expires',
];
const METADATA = 'x-amz-meta-';
/** S3's limit for all metadata of an object, in bytes. */
const METADATA_LIMIT = 2048;
const UNSUPPORTED = /^x-amz-(server-side-encryption|object-lock|grant|website-redirect)/;

/** Reads the headers of an upload. Throws 501 if they ask for what this server cannot keep. */
export function describeObject(headers: RequestHeaders): ObjectDescription {
  refuseUnsupported(headers);
  const kept = KEPT.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []));
  // aws-chunked is how the body travelled, not what it is.
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item && item !== 'aws-chunked');
  if (encoding.length) kept.push(['content-encoding', encoding.join(',')]);
  return {
    headers: { 'content-type': 'application/octet-stream', ...Object.fromEntries(kept) },
    metadata: readMetadata(headers),
    tags: Object.fromEntries(new URLSearchParams(headers['x-amz-tagging'] ?? '')),
  };
}

/** The headers of an answer to GET or HEAD; presigned URLs may override some of them. */
export function objectHeaders(
  object: StoredObject,
  query: ReadonlyMap<string, string>,
): Record<string, string> {
  const headers: Record<string, string> = {
    etag: quoted(object.etag),
    'last-modified': new Date(object.modified).toUTCString(),
    'accept-ranges': 'bytes',
    ...object.headers,
  };
  for (const [name, value] of Object.entries(object.metadata)) headers[METADATA + name] = value;
  const tagCount = Object.keys(object.tags).length;
  if (tagCount) headers['x-amz-tagging-count'] = String(tagCount);
  for (const name of [...KEPT, 'content-encoding']) {
    const override = query.get(`response-${name}`);
    if (!override) continue;
    requireLegalHeader(name, override);
    headers[name] = override;
  }
  return headers;
}

export function checksumHeaders({ checksums }: Pick<StoredObject, 'checksums'>) {
  const headers = Object.entries(checksums).map(([name, sum]) => [checksumHeader(name), sum]);
  if (headers.length) headers.push(['x-amz-checksum-type', 'FULL_OBJECT']);
  return Object.fromEntries(headers) as Record<string, string>;
}

function readMetadata(headers: RequestHeaders): Record<string, string> {
  const entries = Object.entries(headers)
    .filter(([name]) => name.startsWith(METADATA))
    .map(([name, value = '']) => [name.slice(METADATA.length), value] as const);
  const size = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size > METADATA_LIMIT) throw new S3Error(400, 'MetadataTooLarge');
  return Object.fromEntries(entries);
}

function refuseUnsupported(headers: RequestHeaders): void {
  const unsupported = Object.keys(headers).find((name) => UNSUPPORTED.test(name));
  if (unsupported) throw notImplemented(`The header ${unsupported}`);
  const acl = headers['x-amz-acl'];
  if (acl && acl !== 'private') throw notImplemented(`The ACL ${acl}`);
}
