import { constants, copyFile } from 'node:fs/promises';
import type { RequestHeaders } from '../auth/signature';
import { isoTime, quoted, xmlAnswer } from '../s3-call';
import type { S3Call, S3Operation } from '../s3-call';
import { S3Error, notImplemented } from '../s3-error';
import { decodeUri } from '../s3-request';
import type { ObjectDescription, StoredObject } from '../storage/stored-object';
import { element, xmlDocument } from '../xml';
import { checkCopyConditions, writeCondition } from './conditions';
import { describeObject } from './object-description';

export const copyObject: S3Operation = async (call, { store, publish }) => {
  const from = copySource(call.headers);
  refuseCopyOntoItself(call, from);
  const object = await store.scratch.use(async (file) => {
    const source = await store.bucket(from.bucket).read(from.key, async (object, path) => {
      checkCopyConditions(call.headers, object);
      await copyFile(path, file, constants.COPYFILE_FICLONE);
      return object;
    });
    const fields = { ...source, ...copiedDescription(call.headers, source), key: call.key };
    return store.bucket(call.bucket).put(file, fields, writeCondition(call.headers));
  });
  publish('s3:ObjectCreated:Copy', call, object);
  return xmlAnswer(
    xmlDocument(
      'CopyObjectResult',
      element('LastModified', isoTime(object.modified)),
      element('ETag', quoted(object.etag)),
    ),
  );
};

/** `[/]bucket/key`, percent-encoded. */
function copySource(headers: RequestHeaders): { bucket: string; key: string } {
  const [encoded = '', query = ''] = (headers['x-amz-copy-source'] ?? '').split('?');
  const [, bucket, key] = /^\/?([^/]+)\/([\s\S]+)$/.exec(decodeUri(encoded)) ?? [];
  if (!bucket || !key)
    throw new S3Error(400, 'InvalidArgument', 'The copy source is not readable.');
  if (query) throw notImplemented('A version as copy source');
  return { bucket, key };
}

const replaces = (headers: RequestHeaders, what: 'metadata' | 'tagging') =>
  headers[`x-amz-${what}-directive`] === 'REPLACE';

function copiedDescription(headers: RequestHeaders, source: StoredObject): ObjectDescription {
  const given = describeObject(headers);
  const { headers: kept, metadata } = replaces(headers, 'metadata') ? given : source;
  return { headers: kept, metadata, tags: replaces(headers, 'tagging') ? given.tags : source.tags };
}

function refuseCopyOntoItself(call: S3Call, from: { bucket: string; key: string }): void {
  const same = from.bucket === call.bucket && from.key === call.key;
  if (!same || replaces(call.headers, 'metadata') || replaces(call.headers, 'tagging')) return;
  throw new S3Error(
    400,
    'InvalidRequest',
    'This copy request is illegal because it is trying to copy an object to itself.',
  );
}
