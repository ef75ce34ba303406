import { defineConfig } from 'eslint/config';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

// Vendor SDKs live behind libs/integrations, telegraf behind apps/bot-gateway.
const vendorSdks = [
  {
    group: ['telegraf', 'telegraf/*', 'nestjs-telegraf'],
    message: 'Telegram stops at the gateway.',
  },
  {
    group: ['openai', 'openai/*', '@fal-ai/*', '@aws-sdk/*'],
    message: 'Use a client of @aisha/integrations.',
  },
];
const lib = (tag, ...allowed) => ({
  sourceTag: tag,
  onlyDependOnLibsWithTags: allowed,
});

/** @param forTests what test files may use on top */
const boundaries = (...forTests) => [
  'error',
  {
    allow: [],
    depConstraints: [
      // What a kind of project may use.
      lib(
        'type:app',
        'type:domain',
        'type:integration',
        'type:platform',
        'type:contract',
        ...forTests,
      ),
      lib(
        'type:domain',
        'type:domain',
        'type:data',
        'type:integration',
        'type:platform',
        'type:contract',
        ...forTests,
      ),
      lib('type:data', 'type:platform', 'type:contract', ...forTests),
      lib('type:integration', 'type:platform', 'type:contract', ...forTests),
      lib('type:platform', 'type:contract', ...forTests),
      lib('type:contract', 'type:contract'),
      lib('type:testing', 'type:tool', 'type:platform'),
      lib('type:tool', 'type:tool', 'type:data', 'type:platform'),
      lib('type:e2e', 'type:testing', 'type:tool', 'type:contract'),
      // Which neighbours a domain may know: accounts and delivery serve all, the others stand alone.
      lib('scope:accounts', 'scope:accounts', 'scope:core'),
      lib('scope:delivery', 'scope:delivery', 'scope:core'),
      lib('scope:conversation', 'scope:conversation', 'scope:core'),
      lib('scope:avatars', 'scope:avatars', 'scope:accounts', 'scope:delivery', 'scope:core'),
      lib(
        'scope:transcripts',
        'scope:transcripts',
        'scope:accounts',
        'scope:delivery',
        'scope:core',
      ),
      lib('scope:assistant', 'scope:assistant', 'scope:accounts', 'scope:delivery', 'scope:core'),
      lib('scope:privacy', 'scope:privacy', 'scope:accounts', 'scope:delivery', 'scope:core'),
      lib('scope:core', 'scope:core'),
    ],
  },
];

export default defineConfig(
  {
    ignores: ['**/dist', '**/coverage', '**/node_modules', '.nx', 'tmp', '.local', '**/*.ftl'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { plugins: { '@nx': nx } },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@nx/enforce-module-boundaries': boundaries(),
    },
  },
  {
    files: [
      'libs/{accounts,delivery,conversation,avatars,transcripts,assistant,privacy,database,platform,contracts}/**/*.ts',
    ],
    rules: { 'no-restricted-imports': ['error', { patterns: vendorSdks }] },
  },
  {
    files: ['apps/*/src/**/*.ts'],
    ignores: ['apps/bot-gateway/**', 'apps/e2e/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: vendorSdks }] },
  },
  {
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: [
      'libs/platform/src/config/**',
      'libs/testing/**',
      'apps/e2e/**',
      '**/*.spec.ts',
      '**/*.medium-spec.ts',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the validated config instead.' },
      ],
    },
  },
  { files: ['**/*.{js,cjs}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['**/*.spec.ts', '**/*.medium-spec.ts', '**/*.fixture.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries('type:testing') },
  },
  prettier,
);
