import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The request that a connection is busy with, or was last. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What Node's parser complains of, by its code, and what the sender is told. */
const ANSWERS: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'Address and headers are too long'],
  HPE_INVALID_URL: ['400 Bad Request', 'Expected an address in ASCII, with other letters percent-encoded'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive'],
};
const MALFORMED = ['400 Bad Request', 'Expected a well-formed HTTP request'] as const;

/** Answers, in JSON like everything else, what never became a request that a route could see. */
export function refuseBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  exchange: Exchange | undefined,
): void {
  // An answer to the same request is out already; the sender would take a second one for that to its next.
  const answered = exchange !== undefined && !exchange.request.complete && exchange.response.headersSent;
  if (answered || !socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, message] = ANSWERS[error.code ?? ''] ?? MALFORMED;
  const body = JSON.stringify({ message });
  socket.write(
    [
      `HTTP/1.1 ${status}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  socket.destroySoon();
}
