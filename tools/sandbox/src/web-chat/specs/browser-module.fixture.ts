import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from '@swc/core';

const publicJs = path.join(__dirname, '../public/js');

/**
 * Loads one of the page's modules that touch no document, such as `text/format.js`, with the modules that it
 * imports. The page ships as plain ES modules, Jest runs CommonJS.
 */
export function loadBrowserModule<Exports>(name: string): Exports {
  const file = path.join(publicJs, name);
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    swcrc: false,
    module: { type: 'commonjs' },
    jsc: { target: 'es2023' },
  });
  const exports = {};
  const load = (target: string) =>
    loadBrowserModule(path.relative(publicJs, path.resolve(path.dirname(file), target)));
  new Function('exports', 'require', code)(exports, load);
  return exports as Exports;
}
