import { S3Error } from '../s3-error';
import type { RequestHeaders } from '../auth/signature';
import { quoted } from '../s3-call';
import type { StoredObject, WriteCondition } from '../storage/stored-object';

const SECOND_MS = 1000;

/** If-Match and If-None-Match of a write. */
export function writeCondition(headers: RequestHeaders): WriteCondition {
  const { 'if-match': wanted, 'if-none-match': unwanted } = headers;
  return (existing) => {
    if (wanted && !existing) throw new S3Error(404, 'NoSuchKey');
    if (wanted && existing && !matches(wanted, existing)) throw preconditionFailed();
    if (unwanted && existing && matches(unwanted, existing)) throw preconditionFailed();
  };
}

/** The four conditions of a read: throws 412, or 304 where the reader's copy is still good. */
export function checkReadConditions(headers: RequestHeaders, object: StoredObject): void {
  if (requirementFails(headers, object)) throw preconditionFailed();
  if (isUnchanged(headers, object)) {
    throw new S3Error(304, 'NotModified', '', { etag: quoted(object.etag) });
  }
}

/** The same conditions on the source of a copy, where unchanged is a failure too. */
export function checkCopyConditions(headers: RequestHeaders, source: StoredObject): void {
  const prefix = 'x-amz-copy-source-';
  const own = Object.entries(headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
  const conditions: RequestHeaders = Object.fromEntries(own);
  const failed = requirementFails(conditions, source) || isUnchanged(conditions, source);
  if (failed) throw preconditionFailed();
}

/** True if an If-Range names this object or there is none: else a range would mix two versions. */
export const allowsRange = (headers: RequestHeaders, object: StoredObject) =>
  !headers['if-range'] || matches(headers['if-range'], object);

function requirementFails(headers: RequestHeaders, object: StoredObject): boolean {
  const { 'if-match': etags, 'if-unmodified-since': since } = headers;
  if (etags) return !matches(etags, object);
  return since ? wholeSeconds(object) > Date.parse(since) : false;
}

function isUnchanged(headers: RequestHeaders, object: StoredObject): boolean {
  const { 'if-none-match': etags, 'if-modified-since': since } = headers;
  if (etags) return matches(etags, object);
  return since ? wholeSeconds(object) <= Date.parse(since) : false;
}

/** HTTP dates have no smaller unit. */
const wholeSeconds = ({ modified }: StoredObject) => Math.floor(modified / SECOND_MS) * SECOND_MS;

const matches = (list: string, { etag }: StoredObject) =>
  list.trim() === '*' ||
  list.split(',').some((item) => item.trim().replace(/^W\//, '').replaceAll('"', '') === etag);

const preconditionFailed = () => new S3Error(412, 'PreconditionFailed');
