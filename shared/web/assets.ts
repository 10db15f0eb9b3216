import { createHash } from 'node:crypto';
import { stylesheet } from './stylesheet.ts';

/** A footbridge, in the accent colour. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#2f5d62" stroke-width="3" stroke-linecap="round"><path d="M3 23C9 9 23 9 29 23M3 23h26M11 23v-8M21 23v-8"/></svg>';

const named = (type: string, extension: string, body: string) => ({
  file: `${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${extension}`,
  type,
  body,
});

const files = {
  stylesheet: named('text/css; charset=utf-8', 'css', stylesheet),
  icon: named('image/svg+xml', 'svg', icon),
};

/** Named by content, so that a browser may keep them for ever. */
export const assetPath = {
  stylesheet: `/assets/${files.stylesheet.file}`,
  icon: `/assets/${files.icon.file}`,
};

export const findAsset = (name: string) => Object.values(files).find(({ file }) => file === name);

/** Where a page from before a deployment, still in some cache, finds the file it was made with: its successor. */
export function successorOf(name: string): string | undefined {
  const [, extension] = /^[0-9a-f]{12}\.(css|svg)$/.exec(name) ?? [];
  return extension && Object.values(assetPath).find((path) => path.endsWith(`.${extension}`));
}
