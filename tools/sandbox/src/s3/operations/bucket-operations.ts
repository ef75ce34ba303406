import { receiveText } from '../body/received-body';
import { isoTime, xmlAnswer } from '../s3-call';
import type { S3Call, S3Operation } from '../s3-call';
import { S3Error, malformedXml } from '../s3-error';
import { element, innerXml, requiredTextOf, textOf, xmlDocument } from '../xml';

const DELETE_LIMIT = 2 * 1024 * 1024;
const MOST_DELETED = 1000;

export const listBuckets: S3Operation = ({ identity }, { store }) => {
  const buckets = store
    .list()
    .map(({ name, created }) =>
      element('Bucket', element('Name', name), element('CreationDate', isoTime(created))),
    );
  const owner = element('Owner', element('ID', identity.accessKey));
  return xmlAnswer(xmlDocument('ListAllMyBucketsResult', owner, element('Buckets', buckets)));
};

export const createBucket: S3Operation = async ({ bucket }, { store }) => {
  await store.create(bucket);
  return { status: 200, headers: { location: `/${bucket}` } };
};

export const headBucket: S3Operation = ({ bucket }, { store, region }) => {
  store.bucket(bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': region } };
};

export const deleteBucket: S3Operation = async ({ bucket }, { store }) => {
  await store.delete(bucket);
  return { status: 204 };
};

export const bucketLocation: S3Operation = ({ bucket }, { store, region }) => {
  store.bucket(bucket);
  // S3's oldest region has no name here.
  return xmlAnswer(xmlDocument('LocationConstraint', region === 'us-east-1' ? '' : region));
};

export const deleteObjects: S3Operation = async (call, { store, publish }) => {
  requireDigest(call);
  const bucket = store.bucket(call.bucket);
  const xml = await receiveText(call, DELETE_LIMIT);
  const keys = innerXml(xml, 'Object').map((object) => requiredTextOf(object, 'Key'));
  if (keys.length === 0 || keys.length > MOST_DELETED) throw malformedXml();
  for (const key of keys) {
    const removed = await bucket.remove(key, () => undefined);
    if (removed) publish('s3:ObjectRemoved:Delete', call, removed);
  }
  const told = textOf(xml, 'Quiet') === 'true' ? [] : keys;
  const deleted = told.map((key) => element('Deleted', element('Key', key)));
  return xmlAnswer(xmlDocument('DeleteResult', deleted));
};

/** As S3 does: a garbled list must not delete something else. */
function requireDigest({ headers }: S3Call): void {
  const names = Object.keys(headers);
  const given = names.some(
    (name) => name === 'content-md5' || /^x-amz-(checksum-|trailer$)/.test(name),
  );
  if (!given) {
    throw new S3Error(
      400,
      'InvalidRequest',
      'Missing required header for this request: Content-MD5',
    );
  }
}
