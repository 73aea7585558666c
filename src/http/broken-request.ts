import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { faceOfAddress, problemBody, PROBLEM_MEDIA_TYPE, type ProblemName } from './problem.js';

/** The request that a connection is busy with, or was last. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly problem: ProblemName;
  readonly message: string;
}

/** What Node's parser complains of, by its code, and what the sender is told. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: 'Request Header Fields Too Large',
    problem: 'malformed-request',
    message: 'Address and headers are too long',
  },
  HPE_INVALID_URL: {
    status: 400,
    reason: 'Bad Request',
    problem: 'malformed-request',
    message: 'Expected an address in ASCII, with other letters percent-encoded',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    reason: 'Request Timeout',
    problem: 'request-timeout',
    message: 'The request took too long to arrive',
  },
};
const MALFORMED: Refusal = {
  status: 400,
  reason: 'Bad Request',
  problem: 'malformed-request',
  message: 'Expected a well-formed HTTP request',
};

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
  const refusal = REFUSALS[error.code ?? ''] ?? MALFORMED;
  const { type, body } = answerTo(refusal, exchange);
  socket.write(
    [
      `HTTP/1.1 ${refusal.status} ${refusal.reason}`,
      `Content-Type: ${type}; charset=utf-8`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  socket.destroySoon();
}

/** As the route would, if so much is known as which it is. */
function answerTo({ status, problem, message }: Refusal, exchange: Exchange | undefined) {
  const isUnderWay = exchange !== undefined && !exchange.request.complete;
  if (!isUnderWay || faceOfAddress(exchange.request.url ?? '') === 'message') {
    return { type: 'application/json', body: JSON.stringify({ message }) };
  }
  const requestId = String(exchange.response.getHeader('X-Request-Id') ?? '');
  const body = JSON.stringify(problemBody({ status, problem, message }, requestId));
  return { type: PROBLEM_MEDIA_TYPE, body };
}
