import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. Plain JavaScript for Node 20: this runs before anything is installed. */
export const workspaceRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
