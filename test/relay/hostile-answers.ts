import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Answer } from './fake-haptik.js';

/** An answer that Haptik should never give, and the relay's answer to it. */
export interface HostileAnswer {
  name: string;
  answer: Answer;
  status: number;
  /** The `error_message`; any by default. */
  message?: string;
  /** True when the relay waits until its timeout for Haptik. */
  takesTooLong?: boolean;
}

const SUCCESS = '{"success":true}';
const UNCONFIRMED = 'Haptik did not confirm the feedback';
const REFUSED = 'Haptik refused the feedback';
const UNREACHABLE = 'Haptik could not be reached';

const answerWith =
  (status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** Sends bytes as they are and ends the connection. */
const answerBytes =
  (bytes: string | Uint8Array): Answer =>
  (response) =>
    void (response.socket as Socket).end(bytes);

const error = (message: unknown) => JSON.stringify({ error_message: message });

/** Repeats what the visitor sent. */
const echo =
  (status: number, pick: (sent: Record<string, string>, authorization: string) => string): Answer =>
  (response, request, body) =>
    void response.writeHead(status).end(error(pick(JSON.parse(body), request.headers.authorization!)));

/** Every hostile answer. */
export const hostileAnswers: HostileAnswer[] = [
  {
    name: 'a 100 Continue that nobody asked for',
    answer: (response) => {
      response.writeContinue();
      response.writeHead(201).end(SUCCESS);
    },
    status: 201,
  },
  {
    name: 'several informational answers',
    answer: (response) => {
      for (let sent = 0; sent < 5; sent++) response.writeContinue();
      response.writeEarlyHints({ link: '</zq7>; rel=preload' });
      response.writeProcessing();
      response.writeHead(201).end(SUCCESS);
    },
    status: 201,
  },
  {
    name: 'a huge success',
    answer: answerWith(200, `{"success":true,"more":"${'a'.repeat(2_000_000)}"}`),
    status: 502,
  },
  { name: 'a huge refusal', answer: answerWith(400, error('a'.repeat(2_000_000))), status: 400, message: REFUSED },
  { name: 'a long message', answer: answerWith(400, error('a'.repeat(501))), status: 400, message: REFUSED },
  {
    name: 'a gzipped success',
    answer: answerWith(201, gzipSync(SUCCESS), { 'content-encoding': 'gzip' }),
    status: 201,
  },
  {
    name: 'a brotli success',
    answer: answerWith(201, brotliCompressSync(SUCCESS), { 'content-encoding': 'br' }),
    status: 201,
  },
  {
    name: 'a deflated success',
    answer: answerWith(201, deflateSync(SUCCESS), { 'content-encoding': 'deflate' }),
    status: 201,
  },
  {
    name: 'a gzip bomb',
    answer: answerWith(201, gzipSync(SUCCESS + ' '.repeat(50_000_000)), { 'content-encoding': 'gzip' }),
    status: 502,
    message: UNCONFIRMED,
  },
  {
    name: 'broken gzip',
    answer: answerWith(201, 'zq7', { 'content-encoding': 'gzip' }),
    status: 502,
    message: UNCONFIRMED,
  },
  {
    name: 'cut gzip in a refusal',
    answer: answerWith(404, gzipSync(error('zq7')).subarray(0, 12), { 'content-encoding': 'gzip' }),
    status: 404,
    message: REFUSED,
  },
  {
    name: 'an unknown encoding',
    answer: answerWith(201, SUCCESS, { 'content-encoding': 'zq7' }),
    status: 502,
    message: UNCONFIRMED,
  },
  {
    name: 'an encoding called constructor',
    answer: answerWith(201, SUCCESS, { 'content-encoding': 'constructor' }),
    status: 502,
  },
  { name: 'no bytes at all', answer: answerBytes(''), status: 502, message: UNREACHABLE },
  { name: 'no HTTP', answer: answerBytes('zq7 zq7 zq7\r\n\r\n'), status: 502, message: UNREACHABLE },
  { name: 'half a status line', answer: answerBytes('HTTP/1.1 20'), status: 502, message: UNREACHABLE },
  {
    name: 'half a header',
    answer: answerBytes('HTTP/1.1 201 Created\r\nContent-Le'),
    status: 502,
    message: UNREACHABLE,
  },
  {
    name: 'half a body',
    answer: answerBytes(`HTTP/1.1 201 Created\r\nContent-Length: 16\r\n\r\n{"succ`),
    status: 502,
    message: UNCONFIRMED,
  },
  {
    name: 'half a body of a refusal',
    answer: answerBytes('HTTP/1.1 403 Forbidden\r\nContent-Length: 900\r\n\r\n{"error_message":"Inval'),
    status: 403,
    message: REFUSED,
  },
  {
    name: 'a broken chunk',
    answer: answerBytes('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
    status: 502,
  },
  {
    name: 'two lengths',
    answer: answerBytes('HTTP/1.1 201 Created\r\nContent-Length: 16\r\nContent-Length: 17\r\n\r\n'),
    status: 502,
  },
  {
    name: 'a huge header',
    answer: answerBytes(`HTTP/1.1 201 Created\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`),
    status: 502,
  },
  { name: 'an endless body', answer: endless, status: 502 },
  { name: 'an endless refusal', answer: (response) => endless(response, 400), status: 400, message: REFUSED },
  {
    name: 'a trickle',
    answer: trickle,
    status: 504,
    message: 'Haptik did not answer in time',
    takesTooLong: true,
  },
  {
    name: 'a refusal in a trickle',
    answer: (response) => trickle(response, 404),
    status: 404,
    message: REFUSED,
    takesTooLong: true,
  },
  {
    name: 'headers and then silence',
    answer: (response) => response.writeHead(201).flushHeaders(),
    status: 504,
    takesTooLong: true,
  },
  { name: 'silence', answer: () => {}, status: 504, takesTooLong: true },
  {
    name: 'early hints before the answer',
    answer: answerBytes(`HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 16\r\n\r\n${SUCCESS}`),
    status: 201,
  },
  {
    name: 'another protocol',
    answer: answerBytes('HTTP/1.1 101 Switching Protocols\r\nUpgrade: zq7\r\nConnection: upgrade\r\n\r\n'),
    status: 502,
  },
  ...[300, 301, 302, 303, 304, 307, 308].map((status) => ({
    name: `a redirect with ${status}`,
    answer: answerWith(status, '', { location: 'https://evil.example/' }),
    status: 502,
    message: UNCONFIRMED,
  })),
  { name: 'a redirect that says success', answer: answerWith(302, SUCCESS, { location: '/' }), status: 502 },
  { name: 'status 999', answer: answerWith(999, SUCCESS), status: 502 },
  { name: 'status 600', answer: answerWith(600, error('odd')), status: 502 },
  { name: '204', answer: answerWith(204, ''), status: 502 },
  {
    name: '205 that says success',
    answer: answerBytes(`HTTP/1.1 205 Reset\r\nContent-Length: 16\r\n\r\n${SUCCESS}`),
    status: 201,
  },
  { name: 'success as text', answer: answerWith(201, '{"success":"true"}'), status: 502 },
  { name: 'success as a number', answer: answerWith(201, '{"success":1}'), status: 502 },
  { name: 'success by __proto__', answer: answerWith(201, '{"__proto__":{"success":true}}'), status: 502 },
  { name: 'success in a list', answer: answerWith(201, `[${SUCCESS}]`), status: 502 },
  { name: 'success as HTML', answer: answerWith(200, '<html>success</html>'), status: 502 },
  { name: 'a success in another encoding than UTF-8', answer: answerWith(200, Buffer.from([0xff, 0xfe])), status: 502 },
  { name: 'a message as a number', answer: answerWith(400, error(7)), status: 400, message: REFUSED },
  { name: 'a message as an object', answer: answerWith(400, error({ a: 1 })), status: 400, message: REFUSED },
  { name: 'a message in a list', answer: answerWith(400, `[${error('zq7')}]`), status: 400, message: REFUSED },
  {
    name: 'a message with a line break',
    answer: answerWith(400, error('a\r\nSet-Cookie: b')),
    status: 400,
    message: REFUSED,
  },
  {
    name: 'a message by __proto__',
    answer: answerWith(400, '{"__proto__":{"error_message":"x"}}'),
    status: 400,
    message: REFUSED,
  },
  { name: 'no message in a 500', answer: answerWith(500, ''), status: 500, message: 'Haptik had a problem' },
  { name: 'the token', answer: echo(400, (_, authorization) => authorization), status: 400, message: REFUSED },
  { name: 'part of the token', answer: echo(500, (_, token) => `bad: ${token.slice(10, 26)}…`), status: 500 },
  {
    name: 'the client id',
    answer: (response, { headers }) => void response.writeHead(401).end(error(`unknown: ${headers['client-id']}`)),
    status: 401,
  },
  { name: 'the visitor', answer: echo(403, ({ auth_id }) => `no user ${auth_id}`), status: 403, message: REFUSED },
  { name: 'the comment', answer: echo(422, ({ feedback }) => `odd: "${feedback}"`), status: 422, message: REFUSED },
  {
    name: 'part of the comment',
    answer: echo(422, ({ feedback }) => feedback!.slice(0, 14)),
    status: 422,
    message: REFUSED,
  },
  {
    name: 'the visitor in a 200 without success',
    answer: echo(200, ({ auth_id }) => auth_id!),
    status: 502,
    message: UNCONFIRMED,
  },
  {
    name: 'the visitor in URL encoding',
    answer: echo(400, ({ auth_id }) => `/${encodeURIComponent(auth_id!)}`),
    status: 400,
    message: REFUSED,
  },
  {
    name: 'cookies and headers of its own',
    answer: answerWith(201, SUCCESS, { 'set-cookie': 'zq7=1', 'x-zq7': '1', 'access-control-allow-origin': '*' }),
    status: 201,
  },
  {
    name: 'a Retry-After of another form',
    answer: answerWith(429, error('wait'), { 'retry-after': 'visitor-zq7' }),
    status: 429,
    message: 'wait',
  },
];

function endless(response: Parameters<Answer>[0], status: unknown = 201): void {
  response.writeHead(typeof status === 'number' ? status : 201);
  const chunk = Buffer.alloc(65_536, ' ');
  const pour = () => {
    while (!response.destroyed && response.write(chunk)) {}
  };
  response.on('drain', pour);
  pour();
}

function trickle(response: Parameters<Answer>[0], status: unknown = 201): void {
  response.writeHead(typeof status === 'number' ? status : 201);
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}
