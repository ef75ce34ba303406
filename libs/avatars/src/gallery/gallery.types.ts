/** A picture in its owner's gallery. */
export interface GalleryPicture {
  id: string;
  /** In full quality. */
  objectKey: string;
  /** Pictures made before thumbnails were kept have none. */
  thumbKey: string | null;
  /** Empty when a style alone was chosen. */
  prompt: string;
  styleId: string | null;
  favourite: boolean;
}

/** A picture with its neighbours; the newest is number 1. */
export interface GalleryPlace {
  image: GalleryPicture;
  position: number;
  total: number;
  previousId: string | null;
  nextId: string | null;
}

/** A page of the gallery; pages count from 0. */
export interface GalleryPage {
  pictures: GalleryPicture[];
  page: number;
  pages: number;
  total: number;
}

/** What is known of how a picture was made; what was not recorded is null. */
export interface PictureDetails {
  prompt: string;
  /** As the assistant wrote it, where it did. */
  finalPrompt: string | null;
  avatarName: string;
  createdAt: Date;
  aspectRatio: string;
  styleId: string | null;
  seed: string | null;
  quality: string | null;
  negativePrompt: string | null;
}

/** What a person can filter by: what their pictures were made with, the most used first. */
export interface GalleryChoices {
  avatars: { id: string; name: string }[];
  styleIds: string[];
}
