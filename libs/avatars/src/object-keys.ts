interface OfOwner {
  id: string;
  ownerId: string;
}
const folder = ({ ownerId, id }: OfOwner) => `avatars/${ownerId}/${id}`;

/** Where the objects of avatars and pictures lie in the bucket. Ids only, nothing that a person wrote. */
export const objectKeys = {
  photo: (avatar: OfOwner, photoId: string) => `${folder(avatar)}/photos/${photoId}.jpg`,
  dataSet: (avatar: OfOwner, trainingId: string, attempt: number) =>
    `${folder(avatar)}/dataset-${trainingId}-${attempt}.zip`,
  weights: (avatar: OfOwner) => `${folder(avatar)}/weights.safetensors`,
  config: (avatar: OfOwner) => `${folder(avatar)}/config.json`,
  preview: (avatar: OfOwner) => `${folder(avatar)}/preview.jpg`,
  image: ({ ownerId, id }: OfOwner) => `images/${ownerId}/${id}.jpg`,
  /** A small copy of a picture. */
  thumb: ({ ownerId, id }: OfOwner) => `images/${ownerId}/${id}-thumb.jpg`,
  /** The photo that the pictures of an order start from, made ready for FAL. */
  source: ({ ownerId, id }: OfOwner) => `orders/${ownerId}/${id}/source.jpg`,
  /** Of a drawing that is never stored: only Telegram's copy is remembered under it. */
  sheet: (ownerId: string, content: string) => `sheets/${ownerId}/${content}.jpg`,
  /** A volume of an archive. @param volume counts from 1 */
  archive: ({ ownerId, id }: OfOwner, attempt: number, volume: number) =>
    `archives/${ownerId}/${id}-${attempt}-${volume}.zip`,
};
