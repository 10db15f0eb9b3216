import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotStart } from './place.ts';

/** Takes the port (0: any free one) at once and answers 503 until there is something to serve. */
export async function openServer(port: number, variable: string) {
  let listener: RequestListener = (_, response) => {
    response
      .writeHead(503, { 'content-type': 'text/plain', 'retry-after': '2' })
      .end('The local stage is starting.\n');
  };
  const server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: 60_000 }, (incoming, response) =>
    listener(incoming, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(new CannotStart(`Port ${port} is taken: stop what uses it, or set ${variable}.`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve: (chosen: RequestListener): void => {
      listener = chosen;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
