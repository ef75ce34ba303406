import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as faceApi from '@vladmandic/face-api/dist/face-api.node-wasm.js';
import { faceFiles } from './face-files';
import { startTensors } from './tensors';

const { tf } = faceApi;
type Manifest = { paths: string[]; weights: faceApi.tf.io.WeightsManifestEntry[] }[];
type Model = Pick<faceApi.TinyFaceDetector, 'loadFromWeightMap'>;

/** Loads what finds faces, their landmarks and their 128 numbers: 7 MB of files, 100 MB in memory. */
export async function loadFaceModels() {
  const files = faceFiles();
  await startTensors(files.wasm);
  const { tinyFaceDetector, faceLandmark68Net, faceRecognitionNet } = faceApi.nets;
  await load(tinyFaceDetector, files.models, 'tiny_face_detector');
  await load(faceLandmark68Net, files.models, 'face_landmark_68');
  await load(faceRecognitionNet, files.models, 'face_recognition');
  return {
    detector: tinyFaceDetector,
    landmarks: faceLandmark68Net,
    recognition: faceRecognitionNet,
  };
}
export type FaceModels = Awaited<ReturnType<typeof loadFaceModels>>;

/** `loadFromDisk` of the package asks for all of tfjs. */
async function load(model: Model, folder: string, name: string): Promise<void> {
  const manifestFile = path.join(folder, `${name}_model-weights_manifest.json`);
  const [part] = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  const bytes = Buffer.concat(
    await Promise.all(part!.paths.map((file) => readFile(path.join(folder, file)))),
  );
  const { buffer } = Uint8Array.from(bytes);
  model.loadFromWeightMap(tf.io.decodeWeights(buffer, part!.weights));
}
