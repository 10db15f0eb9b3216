import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

const stdout = 1;

/** Says as the very last line of a run how many tests passed and failed; what cannot even be loaded failed. */
export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const passed = tests.filter((test) => test.result().state === 'passed').length;
      const failed =
        tests.filter((test) => test.result().state === 'failed').length +
        modules.filter(failedOutsideItsTests).length +
        unhandledErrors.length;
      process.once('exit', () => writeSync(stdout, `${passed} passed, ${failed} failed\n`));
    },
  };
}

function failedOutsideItsTests(module: TestModule): boolean {
  const suites = [...module.children.allSuites()];
  return module.errors().length > 0 || suites.some((suite) => suite.errors().length > 0);
}
