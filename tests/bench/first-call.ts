import { pathToFileURL } from 'node:url';

/** One cold start: loads a handler and calls it once, in a process of its own. */
export type FirstCall = { readonly importMs: number; readonly callMs: number; readonly statusCode: number };

const [file = '', payload = '{}'] = process.argv.slice(2);
const begin = performance.now();
const { handler } = await import(pathToFileURL(file).href);
const loaded = performance.now();
const { statusCode } = await handler(JSON.parse(payload), { getRemainingTimeInMillis: () => 10_000 });
const answered = performance.now();
process.stdout.write(
  `\n${JSON.stringify({ importMs: loaded - begin, callMs: answered - loaded, statusCode } satisfies FirstCall)}`,
);
process.exit();
