import { Injectable } from '@nestjs/common';
import type { PhotoDoubt, PhotoWarning } from '@aisha/database';
import { loadSharp } from '../load-sharp';
import { type Clarity, clarityOf } from './clarity';
import type { FaceFinder, RgbPixels } from './faces/face-finder';
import { perceptualHash } from './perceptual-hash';

/** What a photo shows, without a look at the others of the avatar. */
export interface Examination {
  /** Reasons to ask the person; none of them forbids the photo. */
  doubts: PhotoDoubt[];
  /** Worth a word, no more. */
  warnings: PhotoWarning[];
  /** See `perceptualHash`. */
  hash: string;
  /** Of a single face; see `FoundFaces`. */
  descriptor: number[] | null;
}

/** Pixels of the longer side that faces are looked for in: the detector works at 320. */
const LOOK_AT = 640;
/** Faces of people behind are less than half as wide as the one whose photo it is. */
const ALSO_MEANT = 0.5;
/** Parts of the picture's shorter side: of a smaller face the training sees 60 of its 512 pixels. */
const TOO_SMALL = 0.12;
const SMALL = 0.18;
/** Of a Clarity: measured on sharp faces, and on the same blurred until their eyes were dots. */
const BLURRY = 9;
const SOFT = 18;
/** Of 255: faces in ordinary indoor light have 44 to 176. */
const DARK = 30;
const DIM = 45;
const BRIGHT = 225;
const GLARING = 205;

/** Looks at what a photo shows: faces, sharpness, light. */
@Injectable()
export class PhotoExamination {
  private finder?: Promise<FaceFinder>;

  async examine(jpeg: Buffer): Promise<Examination> {
    const pixels = await pixelsOf(jpeg);
    const { faces, descriptor } = await (await this.faceFinder()).find(pixels);
    const widths = faces.map(({ width }) => (width * pixels.width) / shorterSide(pixels));
    const clarity = await clarityOf(jpeg, faces[0]);
    const doubts = doubtsOf(widths, clarity);
    return {
      doubts,
      warnings: doubts.length > 0 ? [] : warningsOf(widths, clarity),
      hash: await perceptualHash(jpeg),
      descriptor: doubts.includes('several-faces') ? null : descriptor,
    };
  }

  /** At the first photo: processes that check none carry no models. */
  private faceFinder(): Promise<FaceFinder> {
    return (this.finder ??= import('./faces/face-finder').then(
      ({ FaceFinder }) => new FaceFinder(),
    ));
  }
}

async function pixelsOf(jpeg: Buffer): Promise<RgbPixels> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(jpeg)
    .resize(LOOK_AT, LOOK_AT, { fit: 'inside' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const shorterSide = ({ width, height }: RgbPixels) => Math.min(width, height);

function doubtsOf(widths: number[], clarity: Clarity): PhotoDoubt[] {
  const [ofFaces, ofClarity] = [doubtsOfFaces(widths), doubtsOfClarity(clarity)];
  // Where light or sharpness is wanting no face is seen: that is what to say.
  return widths.length === 0 && ofClarity.length > 0 ? ofClarity : [...ofFaces, ...ofClarity];
}

function doubtsOfFaces([main, ...others]: number[]): PhotoDoubt[] {
  if (main === undefined) return ['no-face'];
  if (others.some((width) => width >= main * ALSO_MEANT)) return ['several-faces'];
  return main < TOO_SMALL ? ['face-too-small'] : [];
}

function doubtsOfClarity({ sharpness, light }: Clarity): PhotoDoubt[] {
  if (light < DARK) return ['too-dark'];
  if (light > BRIGHT) return ['too-bright'];
  return sharpness < BLURRY ? ['blurry'] : [];
}

function warningsOf(widths: number[], { sharpness, light }: Clarity): PhotoWarning[] {
  const warnings: [PhotoWarning, boolean][] = [
    ['small-face', widths[0]! < SMALL],
    ['people-behind', widths.length > 1],
    ['soft', sharpness < SOFT],
    ['dim', light < DIM],
    ['glaring', light > GLARING],
  ];
  return warnings.filter(([, holds]) => holds).map(([warning]) => warning);
}
