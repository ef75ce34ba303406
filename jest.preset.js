// Shared Jest preset: SWC (decorator metadata), tsconfig paths, ESM-only packages compiled to CommonJS on the fly.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { paths } = JSON.parse(
  readFileSync(join(__dirname, 'tsconfig.base.json'), 'utf8'),
).compilerOptions;
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const moduleNameMapper = Object.fromEntries(
  Object.entries(paths).map(([alias, [target]]) => [`^${escape(alias)}$`, join(__dirname, target)]),
);
// As in apps/avatar-worker/build.json: face-api asks for all of tfjs and needs its core.
moduleNameMapper['^@tensorflow/tfjs$'] = '@tensorflow/tfjs-core';
const swc = (parser, transform) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: { target: 'es2023', keepClassNames: true, parser, transform },
  },
];
// Packages published as ES modules only; Jest runs CommonJS (no flag, half the memory).
const esmOnly = [
  '@nestjs',
  '@fluent',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'yazl',
  'marked',
  // CommonJS with an import() in it, which Jest would refuse
  '@opentelemetry/otlp-exporter-base',
];

module.exports = {
  testEnvironment: 'node',
  reporters: ['default', join(__dirname, 'tools/test/result-reporter.cjs')],
  // Some projects have medium or end-to-end tests only.
  passWithNoTests: true,
  testMatch: ['**/*.spec.ts'],
  cacheDirectory: join(__dirname, 'node_modules/.cache/jest'),
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper,
  modulePathIgnorePatterns: [join(__dirname, 'dist')],
  transform: {
    '\\.ts$': swc(
      { syntax: 'typescript', decorators: true },
      { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    ),
    '\\.ftl$': join(__dirname, 'tools/build/jest-text-transform.cjs'),
    [`/node_modules/(${esmOnly.join('|')})/.+\\.(js|mjs|cjs)$`]: swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'lcov'],
};
