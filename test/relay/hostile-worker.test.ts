import { describeHostility } from './hostile.js';
import { runWorker } from './worker-process.js';

/** Cases that workerd decides, before a Worker sees the request or when Haptik answers. None sends wrong feedback. */
const OF_RUNTIME = [
  // It has other size limits, and continues to read after an answer.
  /^size: (endless in small chunks|an endless method|a cookie of 20 KB|a thousand headers)/,
  // It accepts several hosts, has no CONNECT, and answers an unknown protocol, method or expectation in its own way.
  /^smuggling: (two hosts|a host with a (path|user)|HTTP\/2 over plain text|an expectation of its own)/,
  /^method: ("post"|"Post"|"FOO"|"POSTPOST"|CONNECT)/,
  // The path of a `Request` has no dot segments and no fragment, as in `URL`. The relay logs and counts that path.
  /^path: (a star|another spelling, \/(%2e%2e|\.|x\/\.\.)\/|another spelling, \/feedback#|absolute)/,
  // It decodes gzip and brotli, passes on other encodings, and accepts no body with 205.
  /^(a deflated success|an unknown encoding|an encoding called constructor|205 that says success)$/,
  // Cloudflare sets `CF-Connecting-IP` itself.
  /^forwarding headers$/,
];

describeHostility('Workers', runWorker, (name) => OF_RUNTIME.some((pattern) => pattern.test(name)));
