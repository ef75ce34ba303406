import { z } from 'zod';

// The safetensors layout: u64 little-endian header length, JSON header, then the tensors' bytes.
const lengthBytes = 8;
const maxHeaderBytes = 1_000_000;
const photoTensor = /^photo\.\d+$/;

const header = z.record(
  z.string(),
  z.union([
    z.object({
      dtype: z.string(),
      shape: z.array(z.number().int()),
      data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
    }),
    z.record(z.string(), z.string()),
  ]),
);

/** The base model that weights were trained on. */
export type LoraFamily = 'flux-1' | 'flux-2';

/**
 * Weights of the sandbox: a real safetensors file whose tensors are small JPEGs of the person instead
 * of numbers. That is what lets the generator make pictures of this person later.
 */
export function writeLora(photos: readonly Buffer[], metadata: Record<string, string>): Buffer {
  let end = 0;
  const tensors = photos.map((photo, index) => {
    const data_offsets = [end, (end += photo.length)];
    return [`photo.${index}`, { dtype: 'U8', shape: [photo.length], data_offsets }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(tensors) });
  const head = Buffer.from(json.padEnd(json.length + padding(Buffer.byteLength(json))));
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64LE(BigInt(head.length));
  return Buffer.concat([length, head, ...photos]);
}

/** Weights as they were read. */
export interface Lora {
  /** Those in weights of the sandbox, none in others. */
  readonly photos: Buffer[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Reads weights; undefined if it is no safetensors file. */
export function readLora(file: Buffer): Lora | undefined {
  if (file.length < lengthBytes) return undefined;
  const headEnd = lengthBytes + Number(file.readBigUInt64LE());
  if (headEnd > Math.min(file.length, maxHeaderBytes)) return undefined;
  const parsed = parseHeader(file.subarray(lengthBytes, headEnd));
  if (!parsed) return undefined;
  const photos = Object.entries(parsed).flatMap(([name, tensor]) => {
    if (!photoTensor.test(name) || !Array.isArray(tensor.data_offsets)) return [];
    const [from, to] = tensor.data_offsets;
    return [file.subarray(headEnd + from, headEnd + to)];
  });
  return { photos, metadata: parsed['__metadata__'] ?? {} };
}

function parseHeader(bytes: Buffer): z.infer<typeof header> | undefined {
  try {
    return header.safeParse(JSON.parse(bytes.toString())).data;
  } catch {
    return undefined;
  }
}

const padding = (length: number) => (8 - (length % 8)) % 8;
