import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Everything about the code that needs no test run; all steps are told even if the first fails. */
const steps: readonly {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}[] = [
  {
    name: 'style and layers',
    command: '@biomejs/biome/bin/biome',
    args: ['ci', '--colors=off', '--error-on-warnings', '.'],
  },
  { name: 'types', command: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'types of infra', command: 'typescript/bin/tsc', args: ['--noEmit', '--project', 'infra'] },
  { name: 'unused code', command: 'knip/bin/knip.js', args: ['--no-progress'] },
];

const outcomes = await Promise.all(steps.map(run));
process.exitCode = outcomes.every((passed) => passed) ? 0 : 1;

async function run({ name, command, args }: (typeof steps)[number]): Promise<boolean> {
  const root = join(import.meta.dirname, '../..');
  const step = spawn(process.execPath, [join(root, 'node_modules', command), ...args], { cwd: root });
  let output = '';
  for (const stream of [step.stdout, step.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const passed = await new Promise((resolve) => step.on('close', (code) => resolve(code === 0)));
  console.log(passed ? `✓ ${name}` : `✗ ${name}\n${output}`);
  return passed === true;
}
