import * as faceApi from '@vladmandic/face-api/dist/face-api.node-wasm.js';
import { distinctFaces, type FaceBox, type ScoredBox } from './face-box';
import { type FaceModels, loadFaceModels } from './face-models';

const { tf } = faceApi;
type Picture = faceApi.tf.Tensor3D;

/** Pixels in rows, three bytes each. */
export interface RgbPixels {
  data: Uint8Array;
  width: number;
  height: number;
}
export interface FoundFaces {
  /** Widest first. */
  faces: FaceBox[];
  /** 128 numbers of the widest face: near ones (Euclidean distance) are the same person. Never log them. */
  descriptor: number[] | null;
}

/** Sides that the detector works at: the first finds faces of an ordinary picture, the second close-ups. */
const SIDES = [320, 160];
/** A face that fills the picture is found once there is something around it. */
const MARGIN = 0.3;
/** Below this the detector also sees faces in leaves and curtains; its authors' own default. */
const MIN_SCORE = 0.5;
/** Around the landmarks, as face-api aligns faces before it describes them. */
const ALIGNED = { useDlibAlignment: false, minBoxPadding: 0.2 };

/** Finds faces. One picture at a time: two would need twice the memory and be no sooner. */
export class FaceFinder {
  private models?: Promise<FaceModels>;
  private last: Promise<unknown> = Promise.resolve();

  find(picture: RgbPixels): Promise<FoundFaces> {
    const found = this.last.then(() => this.look(picture));
    this.last = found.catch(() => undefined);
    return found;
  }

  private async look({ data, width, height }: RgbPixels): Promise<FoundFaces> {
    const models = await this.loaded();
    const picture = tf.tensor3d(data, [height, width, 3], 'int32');
    try {
      const faces = await this.aligned(models, picture, await this.boxes(models, picture));
      faces.sort((one, other) => other.width - one.width);
      const descriptor = faces[0] ? await this.describe(models, picture, faces[0]) : null;
      return { faces, descriptor };
    } finally {
      picture.dispose();
    }
  }

  /** What could not be loaded is tried again with the next picture. */
  private loaded(): Promise<FaceModels> {
    return (this.models ??= loadFaceModels().catch((error: unknown) => {
      this.models = undefined;
      throw error;
    }));
  }

  private async boxes(models: FaceModels, picture: Picture): Promise<ScoredBox[]> {
    const found: ScoredBox[] = [];
    for (const side of SIDES) found.push(...(await this.detect(models, picture, side)));
    if (found.length > 0) return distinctFaces(found);
    const margin = Math.round(Math.max(...picture.shape) * MARGIN);
    const framed = tf.pad(picture, [
      [margin, margin],
      [margin, margin],
      [0, 0],
    ]);
    const inFrame = await this.detect(models, framed, SIDES[1]!);
    framed.dispose();
    return distinctFaces(inFrame.map((box) => withoutMargin(box, picture, margin)));
  }

  private async detect({ detector }: FaceModels, picture: Picture, side: number) {
    const options = new faceApi.TinyFaceDetectorOptions({
      inputSize: side,
      scoreThreshold: MIN_SCORE,
    });
    const found = await detector.locateFaces(picture, options);
    return found.map(({ score, relativeBox: { x, y, width, height } }) => ({
      ...{ score, left: x, top: y, width, height },
    }));
  }

  /** By its landmarks a face is measured better than by the detector's box. */
  private async aligned({ landmarks }: FaceModels, picture: Picture, boxes: ScoredBox[]) {
    const faces: FaceBox[] = [];
    for (const box of boxes) {
      const place = rectOf(box, picture);
      const [cut] = await faceApi.extractFaceTensors(picture, [place]);
      const points = (await landmarks.detectLandmarks(cut!)) as faceApi.FaceLandmarks68;
      cut!.dispose();
      const { x, y, width, height } = points.shiftBy(place.x, place.y).align(null, ALIGNED);
      const [high, wide] = picture.shape;
      faces.push({ left: x / wide, top: y / high, width: width / wide, height: height / high });
    }
    return faces;
  }

  private async describe({ recognition }: FaceModels, picture: Picture, face: FaceBox) {
    const [cut] = await faceApi.extractFaceTensors(picture, [rectOf(face, picture)]);
    const descriptor = await recognition.computeFaceDescriptor(cut!);
    cut!.dispose();
    return [...(descriptor as Float32Array)];
  }
}

/** The pixels of a box that lie inside the picture. */
function rectOf(box: FaceBox, { shape: [height, width] }: Picture): faceApi.Rect {
  const left = Math.max(0, Math.round(box.left * width));
  const top = Math.max(0, Math.round(box.top * height));
  const right = Math.min(width, Math.round((box.left + box.width) * width));
  const bottom = Math.min(height, Math.round((box.top + box.height) * height));
  return new faceApi.Rect(left, top, right - left, bottom - top);
}

function withoutMargin(box: ScoredBox, picture: Picture, margin: number): ScoredBox {
  const [height, width] = picture.shape;
  const [wide, high] = [(width + 2 * margin) / width, (height + 2 * margin) / height];
  return {
    score: box.score,
    left: box.left * wide - margin / width,
    top: box.top * high - margin / height,
    width: box.width * wide,
    height: box.height * high,
  };
}
