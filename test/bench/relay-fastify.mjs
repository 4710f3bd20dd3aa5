// A plain proxy with fastify, for comparison with the relay. It adds the same headers and checks nothing.
import { createRequire } from 'node:module';

const require = createRequire(new URL('./relay-peers/', import.meta.url));
const { UPSTREAM, PORT } = process.env;
const app = require('fastify')();
app.register(require('@fastify/http-proxy'), {
  upstream: UPSTREAM,
  prefix: '/feedback',
  rewritePrefix: '/v1.0/log_feedback_from_user/',
  http: false,
  undici: { connections: 128, pipelining: 1 },
  replyOptions: {
    rewriteRequestHeaders: (/** @type {unknown} */ _, /** @type {Record<string, string>} */ headers) => ({
      ...headers,
      authorization: 'Bearer token',
      'client-id': 'client',
    }),
  },
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
