import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

const refused: readonly (readonly [importer: string, imported: string])[] = [
  ['shared/domain/a.ts', '../text/fr.ts'],
  ['shared/domain/b.ts', '../../functions/routes.ts'],
  ['shared/domain/c.ts', 'node:fs'],
  ['shared/domain/d.ts', 'zod'],
  ['shared/domain/e.ts', '@aws-sdk/client-dynamodb'],
  ['shared/text/a.ts', '../store/table.ts'],
  ['shared/text/fr/a.ts', '../../mail/ticket.ts'],
  ['shared/store/a.ts', '../seats/ledger.ts'],
  ['shared/seats/a.ts', '../mail/ticket.ts'],
  ['shared/mail/a.ts', '../web/page.ts'],
  ['shared/web/a.ts', '../../functions/production.ts'],
  ['shared/web/b.ts', '@aws-sdk/client-dynamodb'],
  ['functions/programme/a.ts', '@aws-sdk/client-dynamodb'],
  ['functions/programme/b.ts', '../registration/register.ts'],
  ['functions/programme/c.ts', '../../infra/stages.ts'],
  ['functions/production.ts', './programme/programme.ts'],
  ['functions/routes.ts', '../shared/domain/ids.ts'],
  ['infra/stacks/a.ts', '../../shared/domain/ids.ts'],
  ['infra/stacks/b.ts', '../../functions/production.ts'],
  ['infra/stacks/c.ts', '@aws-sdk/client-dynamodb'],
  ['infra/stacks/d.ts', '../local/start.ts'],
  ['infra/commands/a.ts', '../../functions/programme/programme.ts'],
  ['infra/commands/b.ts', '../local/start.ts'],
  ['infra/commands/c.ts', '@aws-sdk/client-dynamodb'],
  ['infra/commands/deployment/b.ts', '@aws-sdk/client-sts'],
  ['infra/local/a.ts', '../../functions/programme/programme.ts'],
];

const allowed: typeof refused = [
  ['shared/domain/f.ts', './ids.ts'],
  ['shared/domain/g.ts', 'temporal-polyfill'],
  ['shared/domain/h.ts', 'node:crypto'],
  ['shared/text/b.ts', '../domain/ids.ts'],
  ['shared/text/fr/b.ts', '../typography.ts'],
  ['shared/store/b.ts', '@aws-sdk/client-dynamodb'],
  ['shared/store/c.ts', '../domain/ids.ts'],
  ['shared/seats/b.ts', '../store/table.ts'],
  ['shared/mail/b.ts', '../seats/ledger.ts'],
  ['shared/web/c.ts', '../mail/ticket.ts'],
  ['functions/programme/d.ts', '../production.ts'],
  ['functions/programme/e.ts', '../../shared/store/table.ts'],
  ['infra/stacks/e.ts', '../../functions/routes.ts'],
  ['infra/stacks/f.ts', '../../shared/store/table.ts'],
  ['infra/commands/d.ts', '../../functions/production.ts'],
  ['infra/commands/e.ts', '../../shared/domain/ids.ts'],
  ['infra/commands/deployment/account.ts', '@aws-sdk/client-sts'],
  ['infra/local/b.ts', '@aws-sdk/client-dynamodb'],
  ['infra/local/c.ts', '../commands/import.ts'],
  ['tests/seats/a.ts', '../../shared/seats/ledger.ts'],
];

const zodByName: readonly (readonly [importer: string, line: string])[] = [
  ['shared/store/z1.ts', "import { z } from 'zod';"],
  ['shared/web/z2.ts', "import z from 'zod';"],
  ['functions/registration/z3.ts', "import { z } from 'zod/mini';"],
  ['infra/commands/z4.ts', "import { z as zod } from 'zod';"],
  ['tests/web/z5.ts', "import { default as zod } from 'zod';"],
];

describe('the layers', () => {
  let complaints: ReadonlySet<string>;
  beforeAll(async () => {
    complaints = await complaintsAbout([
      ...[...refused, ...allowed].map(([importer, imported]) => ({
        path: importer,
        text: `import '${imported}';\n`,
      })),
      ...zodByName.map(([path, line]) => ({ path, text: `${line}\n` })),
      { path: 'shared/web/z6.ts', text: "import * as z from 'zod';\n" },
      {
        path: 'shared/domain/hen.ts',
        text: "import { egg } from './egg.ts';\nexport const hen = () => egg;\n",
      },
      {
        path: 'shared/domain/egg.ts',
        text: "import { hen } from './hen.ts';\nexport const egg = () => hen;\n",
      },
    ]);
  }, 30_000);

  it.each(refused)('refuse that %s imports %s', (importer) => expect(complaints).toContain(importer));
  it.each(allowed)('let %s import %s', (importer) => expect(complaints).not.toContain(importer));
  it.each(zodByName)('refuse in %s the line %s', (importer) => expect(complaints).toContain(importer));
  it('let zod be imported as a namespace', () => expect(complaints).not.toContain('shared/web/z6.ts'));
  it('refuse two files that import each other', () => expect(complaints).toContain('shared/domain/hen.ts'));
});

describe('a file', () => {
  it('is named by its concept', () => {
    const files = execFileSync('git', ['ls-files', 'functions', 'infra', 'shared', 'tests'], { cwd: root });
    const meaningless = /^(utils?|helpers?|common|services?|managers?|types|index)\.|\.adapter\.ts$/;
    expect(
      files
        .toString()
        .split('\n')
        .filter((file) => meaningless.test(basename(file))),
    ).toEqual([]);
  });
});

type SourceFile = { readonly path: string; readonly text: string };

/** The files that Biome complains about, with our rules, in a tree that holds nothing else. */
async function complaintsAbout(files: readonly SourceFile[]): Promise<ReadonlySet<string>> {
  const tree = await mkdtemp(join(tmpdir(), 'passerelle-layers-'));
  await cp(join(root, 'biome.json'), join(tree, 'biome.json'));
  for (const { path, text } of files) {
    await mkdir(join(tree, dirname(path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const rules = ['--only=style/noRestrictedImports', '--only=suspicious/noImportCycles'];
  const unlimited = ['--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github'];
  const report = await new Promise<string>((resolve) => {
    execFile(process.execPath, [biome, 'lint', ...rules, ...unlimited], { cwd: tree }, (_, stdout) =>
      resolve(stdout),
    );
  });
  await rm(tree, { recursive: true });
  const told = [...report.matchAll(/,file=([^,]+),/g)].map(([, file]) => file ?? '');
  return new Set(files.map(({ path }) => path).filter((path) => told.some((file) => file.endsWith(path))));
}
