import { open } from 'node:fs/promises';
import { receiveFile } from '../body/received-body';
import { S3Error } from '../s3-error';
import { quoted, xmlAnswer } from '../s3-call';
import type { S3Answer, S3Call, S3Operation } from '../s3-call';
import type { StoredObject } from '../storage/stored-object';
import { element, xmlDocument } from '../xml';
import { byteRange } from './byte-range';
import type { ByteRange } from './byte-range';
import { allowsRange, checkReadConditions, writeCondition } from './conditions';
import { checksumHeaders, describeObject, objectHeaders } from './object-description';

const LONGEST_KEY = 1024;
const READ_BYTES = 256 * 1024;

export const putObject: S3Operation = async (call, { store, publish }) => {
  if (Buffer.byteLength(call.key) > LONGEST_KEY) throw new S3Error(400, 'KeyTooLongError');
  const description = describeObject(call.headers);
  const condition = writeCondition(call.headers);
  // Asked before the body is read too: a doomed upload need not travel.
  condition(store.bucket(call.bucket).find(call.key));
  const object = await store.scratch.use(async (file) => {
    const content = await receiveFile(call, file);
    const fields = { key: call.key, ...content, ...description };
    return store.bucket(call.bucket).put(file, fields, condition);
  });
  publish('s3:ObjectCreated:Put', call, object);
  return { status: 200, headers: { etag: quoted(object.etag), ...checksumHeaders(object) } };
};

export const headObject: S3Operation = (call, { store }) => {
  const object = store.bucket(call.bucket).get(call.key);
  checkReadConditions(call.headers, object);
  return answerWithoutBody(call, object, requestedRange(call, object));
};

export const getObject: S3Operation = (call, { store }) =>
  store.bucket(call.bucket).read(call.key, async (object, path) => {
    checkReadConditions(call.headers, object);
    const range = requestedRange(call, object);
    const answer = answerWithoutBody(call, object, range);
    if (object.size === 0) return answer;
    // Open before the answer starts: a replaced object is still read whole.
    const file = await open(path);
    return { ...answer, body: file.createReadStream({ ...range, highWaterMark: READ_BYTES }) };
  });

export const deleteObject: S3Operation = async (call, { store, publish }) => {
  const bucket = store.bucket(call.bucket);
  const removed = await bucket.remove(call.key, writeCondition(call.headers));
  if (removed) publish('s3:ObjectRemoved:Delete', call, removed);
  return { status: 204 };
};

export const getObjectAttributes: S3Operation = (call, { store }) => {
  const { etag, size, modified } = store.bucket(call.bucket).get(call.key);
  const xml = xmlDocument(
    'GetObjectAttributesResponse',
    element('ETag', etag),
    element('StorageClass', 'STANDARD'),
    element('ObjectSize', size),
  );
  return xmlAnswer(xml, { 'last-modified': new Date(modified).toUTCString() });
};

const requestedRange = ({ headers }: S3Call, object: StoredObject) =>
  allowsRange(headers, object) ? byteRange(headers.range, object.size) : undefined;

function answerWithoutBody(call: S3Call, object: StoredObject, range?: ByteRange): S3Answer {
  const headers = objectHeaders(object, call.query);
  if (range) {
    const { start, end } = range;
    headers['content-range'] = `bytes ${start}-${end}/${object.size}`;
    headers['content-length'] = String(end - start + 1);
    return { status: 206, headers };
  }
  headers['content-length'] = String(object.size);
  const wanted = call.headers['x-amz-checksum-mode'] === 'ENABLED';
  return { status: 200, headers: { ...headers, ...(wanted ? checksumHeaders(object) : {}) } };
}
