import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { StageSettings } from '../settings.ts';
import { CannotStart } from './place.ts';
import type { StackTemplate } from './template.ts';

export type Assembly = {
  readonly stacks: readonly StackTemplate[];
  /** The folder whose content the deployment would upload under this key. */
  readonly assetFolder: (objectKey: string) => string;
};

const manifestSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string(), packaging: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Synthesises the very stacks that are deployed, functions bundled, into `outdir`. */
export async function synthesise(stage: Partial<StageSettings>, outdir: string): Promise<Assembly> {
  process.env.CDK_VALIDATION = 'false'; // checking the templates takes ten times as long as making them
  const assembly = await build(stage, outdir).catch((error: unknown) => {
    throw new CannotStart(`The stacks cannot be synthesised: ${firstLine(error)}`, { cause: error });
  });

  const folders = new Map<string, string>();
  for (const { stackName } of assembly.stacks) {
    const manifest = manifestSchema.parse(readJson(join(assembly.directory, `${stackName}.assets.json`)));
    for (const { source, destinations } of Object.values(manifest.files)) {
      for (const { objectKey } of Object.values(destinations)) {
        folders.set(objectKey, join(assembly.directory, source.path));
      }
    }
  }
  return {
    stacks: assembly.stacks.map(({ stackName, templateFullPath }) => ({
      stack: stackName,
      template: readJson(templateFullPath),
    })),
    assetFolder: (objectKey) => {
      const folder = folders.get(objectKey);
      if (folder === undefined) throw new CannotStart(`The assembly holds no asset "${objectKey}".`);
      return folder;
    },
  };
}

async function build(stage: Partial<StageSettings>, outdir: string) {
  const [{ buildApp }, { stageSettings }] = await Promise.all([import('../app.ts'), import('../stages.ts')]);
  return buildApp({ ...stageSettings('local'), ...stage }, { outdir }).synth();
}

const firstLine = (error: unknown): string => String(error).split('\n', 2).filter(Boolean).join(' ');

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
