import { defineConfig } from 'vitest/config';
import { closingLine } from './tests/support/closing-line.ts';

/** What starts servers or a browser; it comes last, so that its clocks are not starved. */
const wholeSystem = ['tests/local/**/*.test.{ts,tsx}', 'tests/browser/**/*.test.{ts,tsx}'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    reporters: ['default', closingLine()],
    pool: 'threads',
    env: { CDK_VALIDATION: 'false' }, // a synth of 0.2 s instead of 4 s; npm run synth leaves it on
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: wholeSystem,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: wholeSystem,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
