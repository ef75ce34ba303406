import { FILE_PURPOSES } from '@aisha/database';

/** Where in the bucket anything of a person may lie, whether a row knows of it or not. */
export const objectPrefixes = (userId: string): string[] => [
  ...[
    'avatars',
    'images',
    'orders',
    'archives',
    'exports',
    'sheets',
    'texts',
    'voices',
    'documents',
    'pieces',
  ].map((folder) => `${folder}/${userId}/`),
  ...FILE_PURPOSES.map((purpose) => `incoming/${purpose}/${userId}/`),
];

/** Where a volume of an export lies. @param volume counts from 1 */
export const exportKey = (
  { ownerId, id }: { ownerId: string; id: string },
  attempt: number,
  volume: number,
): string => `exports/${ownerId}/${id}-${attempt}-${volume}.zip`;
