import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

/** Bundles one entry with its share of the SDK into an ESM file, and answers the folder that holds only that. */
export function bundle(entry: string): string {
  const { outputFiles } = buildSync({ ...bundling, entryPoints: [entry] });
  return keep(outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })));
}

export const bundling = {
  outfile: 'handler.mjs',
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'], // esbuild's default for node takes the SDK's CommonJS build, 200 kB more
  alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'lambda-credentials.ts') },
  external: ['@smithy/core/event-streams'], // loaded on demand only, by services that stream: none of ours
  minify: true,
  charset: 'utf8', // letters with accents as they are, not as escapes
  sourcemap: 'linked',
  sourcesContent: false,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // What is still CommonJS inside (qrcode, nodemailer) calls require for node's own modules.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'silent', // what goes wrong is thrown
} as const satisfies BuildOptions;

type BundledFile = { readonly name: string; readonly contents: Uint8Array };

/** Named by content and moved into place whole, so that several processes may bundle at the same time. */
function keep(files: readonly BundledFile[]): string {
  const hash = createHash('sha256');
  for (const { name, contents } of files) hash.update(name).update(contents);
  const bundles = join(tmpdir(), `passerelle-bundles-${userInfo().username}`);
  const folder = join(bundles, hash.digest('hex').slice(0, 32));
  if (existsSync(folder)) return folder;

  mkdirSync(bundles, { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  for (const { name, contents } of files) writeFileSync(join(draft, name), contents);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
  return folder;
}
