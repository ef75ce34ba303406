import { uriEncodePath } from '../auth/signature';
import { receiveFile, receiveText } from '../body/received-body';
import { isoTime, quoted, xmlAnswer } from '../s3-call';
import type { S3Call, S3Operation, S3Services } from '../s3-call';
import { S3Error, malformedXml } from '../s3-error';
import type { UploadedPart } from '../storage/multipart-uploads';
import { element, innerXml, requiredTextOf, xmlDocument } from '../xml';
import { writeCondition } from './conditions';
import { checksumHeaders, describeObject } from './object-description';

const MOST_PARTS = 10_000;
/** S3's limit for all parts but the last, in bytes. */
const SMALLEST_PART = 5 * 1024 * 1024;
const COMPLETE_LIMIT = 4 * 1024 * 1024;

const findUpload = ({ query, bucket, key }: S3Call, { store }: S3Services) =>
  store.uploads.get(query.get('uploadId') ?? '', bucket, key);

export const createMultipartUpload: S3Operation = async (call, { store }) => {
  const { bucket, key } = call;
  store.bucket(bucket);
  const upload = await store.uploads.start({ bucket, key, ...describeObject(call.headers) });
  const algorithm = call.headers['x-amz-checksum-algorithm'];
  return xmlAnswer(
    xmlDocument(
      'InitiateMultipartUploadResult',
      element('Bucket', bucket),
      element('Key', key),
      element('UploadId', upload.id),
    ),
    algorithm ? { 'x-amz-checksum-algorithm': algorithm } : {},
  );
};

export const uploadPart: S3Operation = async (call, services) => {
  const upload = await findUpload(call, services);
  const number = Number(call.query.get('partNumber'));
  const legal = Number.isInteger(number) && number >= 1 && number <= MOST_PARTS;
  if (!legal) throw new S3Error(400, 'InvalidArgument', `A part number is 1 to ${MOST_PARTS}.`);
  const { scratch, uploads } = services.store;
  const content = await scratch.use(async (file) => {
    const received = await receiveFile(call, file);
    await uploads.addPart(upload, number, file, received);
    return received;
  });
  return { status: 200, headers: { etag: quoted(content.etag), ...checksumHeaders(content) } };
};

export const completeMultipartUpload: S3Operation = async (call, services) => {
  const { store, publish } = services;
  const upload = await findUpload(call, services);
  const xml = await receiveText(call, COMPLETE_LIMIT);
  const object = await store.uploads.exclusively(upload, () =>
    store.scratch.use(async (file) => {
      const parts = chosenParts(xml, await store.uploads.parts(upload));
      const content = await store.uploads.join(upload, parts, file);
      const { key, headers, metadata, tags } = upload;
      const fields = { key, headers, metadata, tags, ...content };
      const condition = writeCondition(call.headers);
      const stored = await store.bucket(call.bucket).put(file, fields, condition);
      await store.uploads.discard(upload);
      return stored;
    }),
  );
  publish('s3:ObjectCreated:CompleteMultipartUpload', call, object);
  return xmlAnswer(completeResult(call, object.etag));
};

export const abortMultipartUpload: S3Operation = async (call, services) => {
  const { uploads } = services.store;
  const upload = await findUpload(call, services);
  await uploads.exclusively(upload, () => uploads.discard(upload));
  return { status: 204 };
};

export const listParts: S3Operation = async (call, services) => {
  const { uploads } = services.store;
  const upload = await findUpload(call, services);
  const parts = await uploads.exclusively(upload, () => uploads.parts(upload));
  const items = parts.map((part) =>
    element(
      'Part',
      element('PartNumber', part.number),
      element('LastModified', isoTime(part.modified)),
      element('ETag', quoted(part.etag)),
      element('Size', part.size),
    ),
  );
  return xmlAnswer(
    xmlDocument(
      'ListPartsResult',
      element('Bucket', upload.bucket),
      element('Key', upload.key),
      element('UploadId', upload.id),
      element('IsTruncated', false),
      items,
    ),
  );
};

export const listMultipartUploads: S3Operation = async ({ bucket, query }, { store }) => {
  store.bucket(bucket);
  const prefix = query.get('prefix') ?? '';
  const uploads = (await store.uploads.list(bucket)).filter(({ key }) => key.startsWith(prefix));
  const items = uploads.map(({ id, key, started }) =>
    element(
      'Upload',
      element('Key', key),
      element('UploadId', id),
      element('Initiated', isoTime(started)),
    ),
  );
  return xmlAnswer(
    xmlDocument(
      'ListMultipartUploadsResult',
      element('Bucket', bucket),
      element('Prefix', prefix),
      element('IsTruncated', false),
      items,
    ),
  );
};

/** The parts that the client's list names, in its order. Throws S3's errors for a wrong list. */
export function chosenParts(xml: string, uploaded: readonly UploadedPart[]): UploadedPart[] {
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const parts = innerXml(xml, 'Part').map((item) => {
    const part = byNumber.get(Number(requiredTextOf(item, 'PartNumber')));
    const etag = requiredTextOf(item, 'ETag').replaceAll('"', '');
    if (part?.etag !== etag) throw new S3Error(400, 'InvalidPart');
    return part;
  });
  if (parts.length === 0) throw malformedXml();
  const unordered = parts.some((part, at) => part.number <= (parts[at - 1]?.number ?? 0));
  if (unordered) throw new S3Error(400, 'InvalidPartOrder');
  const small = parts.slice(0, -1).some((part) => part.size < SMALLEST_PART);
  if (small) throw new S3Error(400, 'EntityTooSmall');
  return parts;
}

function completeResult({ bucket, key, headers }: S3Call, etag: string): string {
  return xmlDocument(
    'CompleteMultipartUploadResult',
    element('Location', `http://${headers.host}/${bucket}/${uriEncodePath(key)}`),
    element('Bucket', bucket),
    element('Key', key),
    element('ETag', quoted(etag)),
  );
}
