import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The pages of a file are set in DejaVu Sans: free, with Cyrillic, Greek and most of Latin. */
export interface FontFiles {
  plain: string;
  bold: string;
}

/** Built apps carry the fonts beside the bundle (build.json), a checkout finds them in the package. */
export function fontFiles(): FontFiles {
  const beside = path.join(import.meta.dirname, 'fonts');
  const folder = existsSync(beside) ? beside : path.join(packageFolder(), 'ttf');
  const font = (name: string) => path.join(folder, name);
  return { plain: font('DejaVuSans.ttf'), bold: font('DejaVuSans-Bold.ttf') };
}

const packageFolder = () =>
  path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'));
