import { open } from 'node:fs/promises';

const MEGABYTE = 1_000_000;
const FILE_MAX_BYTES = 10 * MEGABYTE; // fifty times the sample

/** The text of an edition file, or one line about why it cannot be read. */
export async function readEditionText(
  path: string,
): Promise<{ readonly text: string } | { readonly unreadable: string }> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > FILE_MAX_BYTES) {
      const megabytes = Math.round(size / MEGABYTE);
      return {
        unreadable: `${path} has ${megabytes} MB; an edition file has at most ${FILE_MAX_BYTES / MEGABYTE} MB.`,
      };
    }
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.readFile()) };
  } catch (error) {
    return { unreadable: `${path} ${reason(error)}` };
  }
}

const reason = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'does not exist.';
    case 'EISDIR':
      return 'is a folder, not a file.';
    case 'EACCES':
      return 'cannot be opened: you are not allowed to read it.';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'is not UTF-8 text: save it as UTF-8.';
    default:
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
};
