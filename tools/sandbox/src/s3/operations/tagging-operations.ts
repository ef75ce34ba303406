import { receiveText } from '../body/received-body';
import { xmlAnswer } from '../s3-call';
import type { S3Operation } from '../s3-call';
import { element, innerXml, requiredTextOf, xmlDocument } from '../xml';

const TAGGING_LIMIT = 64 * 1024;

export const getTags: S3Operation = (call, { store }) => {
  const { tags } = store.bucket(call.bucket).get(call.key);
  const items = Object.entries(tags).map(([key, value]) =>
    element('Tag', element('Key', key), element('Value', value)),
  );
  return xmlAnswer(xmlDocument('Tagging', element('TagSet', items)));
};

export const putTags: S3Operation = async (call, { store }) => {
  const xml = await receiveText(call, TAGGING_LIMIT);
  const tags = innerXml(xml, 'Tag').map((tag) => [
    requiredTextOf(tag, 'Key'),
    requiredTextOf(tag, 'Value'),
  ]);
  await store.bucket(call.bucket).updateTags(call.key, Object.fromEntries(tags));
  return { status: 200 };
};

export const deleteTags: S3Operation = async (call, { store }) => {
  await store.bucket(call.bucket).updateTags(call.key, {});
  return { status: 204 };
};
