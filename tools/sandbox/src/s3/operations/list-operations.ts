import { uriEncodePath } from '../auth/signature';
import { isoTime, quoted, xmlAnswer } from '../s3-call';
import type { S3Call, S3Operation } from '../s3-call';
import { S3Error } from '../s3-error';
import type { Bucket } from '../storage/bucket';
import { element, xmlDocument } from '../xml';
import type { XmlElement } from '../xml';
import { keyPage } from './key-page';
import type { KeyPage } from './key-page';

const MOST_KEYS = 1000;

/** ListObjectsV2, and ListObjects for old clients. */
export const listObjects: S3Operation = (call, { store }) => {
  const bucket = store.bucket(call.bucket);
  const { query } = call;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = pageLimit(query.get('max-keys'));
  const page = keyPage(bucket.keys, { prefix, delimiter, after: startAfter(call), limit });
  const encode = keyEncoding(call);
  return xmlAnswer(
    xmlDocument(
      'ListBucketResult',
      element('Name', call.bucket),
      element('Prefix', encode(prefix)),
      element('Delimiter', delimiter ? encode(delimiter) : undefined),
      element('MaxKeys', limit),
      element('IsTruncated', page.truncated),
      element('EncodingType', query.get('encoding-type')),
      paging(call, page),
      contents(bucket, page, encode),
      page.commonPrefixes.map((common) =>
        element('CommonPrefixes', element('Prefix', encode(common))),
      ),
    ),
  );
};

type KeyEncoding = (key: string) => string;

const keyEncoding = ({ query }: S3Call): KeyEncoding =>
  query.get('encoding-type') === 'url' ? uriEncodePath : (key) => key;

const isSecondVersion = ({ query }: S3Call) => query.get('list-type') === '2';

function startAfter(call: S3Call): string {
  const { query } = call;
  if (!isSecondVersion(call)) return query.get('marker') ?? '';
  const token = query.get('continuation-token');
  return token ? Buffer.from(token, 'base64url').toString() : (query.get('start-after') ?? '');
}

function pageLimit(maxKeys = String(MOST_KEYS)): number {
  if (!/^\d+$/.test(maxKeys)) throw new S3Error(400, 'InvalidArgument', 'max-keys is no number.');
  return Math.min(Number(maxKeys), MOST_KEYS);
}

function paging(call: S3Call, page: KeyPage): XmlElement[] {
  const { query } = call;
  const next = page.truncated ? page.last : undefined;
  if (!isSecondVersion(call)) {
    const encode = keyEncoding(call);
    const marker = element('Marker', encode(query.get('marker') ?? ''));
    return [marker, element('NextMarker', next && encode(next))];
  }
  return [
    element('KeyCount', page.keys.length + page.commonPrefixes.length),
    element('StartAfter', query.get('start-after')),
    element('ContinuationToken', query.get('continuation-token')),
    element('NextContinuationToken', next && Buffer.from(next).toString('base64url')),
  ];
}

const contents = (bucket: Bucket, page: KeyPage, encode: KeyEncoding) =>
  page.keys
    .map((key) => bucket.get(key))
    .map((object) =>
      element(
        'Contents',
        element('Key', encode(object.key)),
        element('LastModified', isoTime(object.modified)),
        element('ETag', quoted(object.etag)),
        element('Size', object.size),
        element('StorageClass', 'STANDARD'),
      ),
    );
