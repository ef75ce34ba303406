import { uriEncode } from './auth/signature';
import { isoTime } from './s3-call';
import type { ObjectEventName, S3Call } from './s3-call';
import type { StoredObject } from './storage/stored-object';

export interface ObjectEvent {
  object: StoredObject;
  /** The JSON that MinIO's webhook target posts, with exactly one record. */
  payload: Readonly<Record<string, unknown>>;
}

/** Shaped after MinIO's `internal/event/event.go` and `cmd/event-notification.go`. */
export function objectEvent(
  name: ObjectEventName,
  call: S3Call,
  object: StoredObject,
  region: string,
): ObjectEvent {
  const { bucket, identity, headers, remoteAddress } = call;
  const principalId = identity.accessKey;
  const record = {
    eventVersion: '2.0',
    eventSource: 'minio:s3',
    awsRegion: region,
    eventTime: isoTime(Date.now()),
    eventName: name,
    userIdentity: { principalId },
    requestParameters: { principalId, region, sourceIPAddress: remoteAddress },
    responseElements: { 'x-amz-request-id': call.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'Config',
      bucket: { name: bucket, ownerIdentity: { principalId }, arn: `arn:aws:s3:::${bucket}` },
      object: { key: queryEscape(object.key), ...details(name, object), sequencer: sequencer() },
    },
    source: { host: remoteAddress, port: '', userAgent: headers['user-agent'] ?? '' },
  };
  return {
    object,
    payload: { EventName: name, Key: `${bucket}/${object.key}`, Records: [record] },
  };
}

/** Go's url.QueryEscape, which MinIO uses for the key inside the record. */
const queryEscape = (key: string) => uriEncode(key).replaceAll('%20', '+');

/** Removals say nothing about what was removed but its key. */
function details(name: ObjectEventName, { size, etag, headers, metadata }: StoredObject) {
  if (name === 's3:ObjectRemoved:Delete') return {};
  return { size, eTag: etag, contentType: headers['content-type'], userMetadata: metadata };
}

let latest = 0n;

/** Hex nanoseconds, greater for each event, so that a receiver can order two of one object. */
function sequencer(): string {
  const now = BigInt(Date.now()) * 1_000_000n;
  latest = now > latest ? now : latest + 1n;
  return latest.toString(16).toUpperCase().padStart(16, '0');
}
