import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** Methods of tensors that face-api calls. The union package `@tensorflow/tfjs` adds them, and 250 MB beside. */
const SAME_NAMED = [
  ...['add', 'sub', 'mul', 'div', 'max', 'min', 'maximum', 'minimum', 'mean', 'sqrt', 'exp'],
  ...['relu', 'sigmoid', 'softmax', 'cast', 'slice', 'transpose', 'concat', 'pad', 'reshape'],
  ...['expandDims', 'matMul', 'tile', 'clipByValue'],
] as const;

/** Sums in WebAssembly: no native build, and ten times as fast as plain JavaScript. */
export async function startTensors(wasmFolder: string): Promise<void> {
  addMethods();
  wasm.setWasmPaths(wasmFolder);
  const keepHandlers = rememberHandlers();
  await tf.setBackend('wasm');
  await tf.ready();
  keepHandlers();
}

function addMethods(): void {
  const reshaped = function (this: tf.Tensor, ...shape: number[]) {
    return tf.reshape(this, shape.length > 0 ? shape : [this.size]);
  };
  const methods: Record<string, unknown> = { as1D: reshaped, as2D: reshaped, as3D: reshaped };
  methods.as4D = reshaped;
  methods.toInt = function (this: tf.Tensor) {
    return tf.cast(this, 'int32');
  };
  for (const name of SAME_NAMED) {
    const operation = tf[name] as (...args: unknown[]) => unknown;
    methods[name] = function (this: tf.Tensor, ...args: unknown[]) {
      return operation(this, ...args);
    };
  }
  Object.assign(tf.Tensor.prototype, methods);
}

/** Emscripten's loader hangs handlers on the process that would throw what another handler has dealt with. */
function rememberHandlers(): () => void {
  const before = HANDLED.map((event) => process.rawListeners(event));
  return () =>
    HANDLED.forEach((event, index) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]!.includes(listener)) {
          process.removeListener(event, listener as () => void);
        }
      }
    });
}
const HANDLED = ['uncaughtException', 'unhandledRejection'];
