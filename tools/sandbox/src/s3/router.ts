import * as buckets from './operations/bucket-operations';
import { copyObject } from './operations/copy-operation';
import { listObjects } from './operations/list-operations';
import * as multipart from './operations/multipart-operations';
import * as objects from './operations/object-operations';
import * as tagging from './operations/tagging-operations';
import type { S3Call, S3Operation } from './s3-call';
import { notImplemented } from './s3-error';

type Methods = Readonly<Record<string, S3Operation>>;

/** Parameters that ask for something else than the plain object or bucket. */
const SUBRESOURCES = [
  ...['accelerate', 'acl', 'analytics', 'attributes', 'cors', 'delete', 'encryption'],
  ...['intelligent-tiering', 'inventory', 'legal-hold', 'lifecycle', 'location', 'logging'],
  ...['metrics', 'notification', 'object-lock', 'ownershipControls', 'partNumber', 'policy'],
  ...['policyStatus', 'publicAccessBlock', 'replication', 'requestPayment', 'restore'],
  ...['retention', 'select', 'tagging', 'torrent', 'uploadId', 'uploads', 'versionId'],
  ...['versioning', 'versions', 'website'],
];

const BUCKET: Readonly<Record<string, Methods>> = {
  '': {
    GET: listObjects,
    PUT: buckets.createBucket,
    HEAD: buckets.headBucket,
    DELETE: buckets.deleteBucket,
  },
  delete: { POST: buckets.deleteObjects },
  location: { GET: buckets.bucketLocation },
  uploads: { GET: multipart.listMultipartUploads },
};

const OBJECT: Readonly<Record<string, Methods>> = {
  '': {
    GET: objects.getObject,
    HEAD: objects.headObject,
    PUT: objects.putObject,
    DELETE: objects.deleteObject,
  },
  tagging: { GET: tagging.getTags, PUT: tagging.putTags, DELETE: tagging.deleteTags },
  attributes: { GET: objects.getObjectAttributes },
  uploads: { POST: multipart.createMultipartUpload },
  uploadId: {
    GET: multipart.listParts,
    POST: multipart.completeMultipartUpload,
    DELETE: multipart.abortMultipartUpload,
  },
  'partNumber&uploadId': { PUT: multipart.uploadPart },
};

/** Finds what a request asks for; throws 501 for all that this server does not do. */
export function route(call: S3Call): S3Operation {
  const asked = SUBRESOURCES.filter((name) => call.query.has(name)).join('&');
  const operation = operationFor(call, asked);
  if (!operation) throw notImplemented(`${call.method} with "${asked}"`);
  return operation;
}

function operationFor(call: S3Call, asked: string): S3Operation | undefined {
  const { method, bucket, key, headers } = call;
  if (!bucket) return method === 'GET' && !asked ? buckets.listBuckets : undefined;
  if (!key) return BUCKET[asked]?.[method];
  const isCopy = method === 'PUT' && headers['x-amz-copy-source'] !== undefined;
  // A part can be a copy too, which this server does not do.
  if (isCopy) return asked ? undefined : copyObject;
  return OBJECT[asked]?.[method];
}
