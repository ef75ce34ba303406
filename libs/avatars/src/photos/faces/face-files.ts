import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Folders with the models of `@vladmandic/face-api` and the WebAssembly of `@tensorflow/tfjs-backend-wasm`. */
export interface FaceFiles {
  models: string;
  /** Ends with a slash, as tfjs wants it. */
  wasm: string;
}

/** Built apps carry the files beside the bundle (build.json), a checkout finds them in the packages. */
export function faceFiles(): FaceFiles {
  const beside = path.join(import.meta.dirname, 'face-models');
  if (existsSync(beside)) return { models: beside, wasm: `${beside}/` };
  const { resolve } = createRequire(import.meta.url);
  const folder = (name: string) => path.dirname(resolve(`${name}/package.json`));
  return {
    models: path.join(folder('@vladmandic/face-api'), 'model'),
    wasm: path.join(folder('@tensorflow/tfjs-backend-wasm'), 'dist/'),
  };
}
