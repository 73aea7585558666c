import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { refuseBrokenRequest, type Exchange } from './broken-request.js';

/** Milliseconds. A sender that is slower than this loses its connection, and with it its place. */
export interface ServerTimeouts {
  /** For the whole request, its body included. */
  readonly request: number;
  readonly headers: number;
  /** How often connections are looked at for the two above. */
  readonly check: number;
  /** From `close` on, for a request to arrive whole and for an answer that has begun to be taken. */
  readonly stop: number;
}

const TIMEOUTS: ServerTimeouts = { request: 60_000, headers: 20_000, check: 5_000, stop: 8_000 };

/** Room for a check of 500 plates of 32 letters that take six bytes each when percent-encoded, like `%C5%A0`. */
const MAX_HEADER_BYTES = 128 * 1024;

export interface HttpServer {
  /** For instance `http://127.0.0.1:8000`. */
  readonly url: string;
  /**
   * Takes no more connections or requests; resolves when those that had begun are answered. Who takes too long to send
   * its request or to read its answer is cut off, so that no sender can hold up the end.
   */
  close(): Promise<void>;
}

/**
 * Listens; resolves once connections are taken. Port 0 takes a free one.
 * @throws {Error} the address cannot be taken; the message says why
 */
export async function startServer(
  listener: RequestListener,
  address: { readonly host: string; readonly port: number },
  timeouts: ServerTimeouts = TIMEOUTS,
): Promise<HttpServer> {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      requestTimeout: timeouts.request,
      headersTimeout: timeouts.headers,
      connectionsCheckingInterval: timeouts.check,
    },
    listener,
  );
  const exchanges = new Map<Socket, Exchange | undefined>();
  let closing = false;
  server.on('connection', (socket) => {
    exchanges.set(socket, undefined);
    socket.once('close', () => exchanges.delete(socket));
  });
  server.prependListener('request', (request, response) => {
    exchanges.set(request.socket, { request, response });
    if (closing) response.setHeader('Connection', 'close');
    response.once('close', () => {
      const isLatest = exchanges.get(request.socket)?.response === response;
      if (closing && isLatest) request.socket.destroySoon();
    });
  });
  server.on('clientError', (error, socket) => {
    refuseBrokenRequest(error, socket as Socket, exchanges.get(socket as Socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, address)));
    server.listen(address, resolve);
  });
  return {
    url: urlOf(server.address() as AddressInfo, address.host),
    close: () =>
      new Promise((resolve) => {
        closing = true;
        const cutOff = setTimeout(() => {
          for (const [socket, exchange] of exchanges) if (waitsForSender(exchange)) socket.destroy();
        }, timeouts.stop);
        server.close(() => {
          clearTimeout(cutOff);
          resolve();
        });
        for (const [socket, exchange] of exchanges) endConnection(socket, exchange);
      }),
  };
}

/** At once where nothing is under way; `server.close` alone would wait for connections that never sent a byte. */
function endConnection(socket: Socket, exchange: Exchange | undefined): void {
  if (exchange === undefined || exchange.response.closed) socket.destroySoon();
  else if (!exchange.response.headersSent) exchange.response.setHeader('Connection', 'close');
}

/** Rather than for this service, which is at work on the answer. */
function waitsForSender(exchange: Exchange | undefined): boolean {
  return exchange === undefined || !exchange.request.complete || exchange.response.headersSent;
}

const LISTEN_FAILURES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use (PORT)',
  EACCES: 'the system forbids this port (PORT)',
  EADDRNOTAVAIL: 'this machine does not have that address (HOST)',
  ENOTFOUND: 'that host name is unknown (HOST)',
};

function listenError(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  const reason = LISTEN_FAILURES[error.code ?? ''] ?? error.message;
  return new Error(`cannot listen on ${host}:${port}: ${reason}`, { cause: error });
}

function urlOf({ port }: AddressInfo, host: string): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
