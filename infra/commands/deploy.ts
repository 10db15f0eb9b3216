import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stageSettings } from '../stages.ts';
import { awsAccount } from './deployment/account.ts';
import { deploy } from './deployment/deployment.ts';

const root = join(import.meta.dirname, '../..');

process.exitCode = await deploy(process.argv.slice(2), {
  settingsOf: stageSettings,
  accountIn: awsAccount,
  cdk: (args) =>
    new Promise((resolve, reject) => {
      const program = join(root, 'node_modules/aws-cdk/bin/cdk');
      spawn(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' })
        .once('error', reject)
        .once('close', (code) => resolve(code ?? 1));
    }),
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
});
