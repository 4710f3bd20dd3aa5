import { describeHostility } from './hostile.js';
import { runWorker } from './worker-process.js';

/** What workerd decides before a Worker sees the request, or after Haptik's answer came. None of it reaches Haptik wrongly. */
const OF_RUNTIME = [
  // Its limits of sizes are others, and it reads on after an answer.
  /^size: (endless in small chunks|an endless method|a cookie of 20 KB|a thousand headers)/,
  // It takes several hosts, knows no CONNECT, and answers an unknown protocol, method or expectation in its own way.
  /^smuggling: (two hosts|a host with a (path|user)|HTTP\/2 over plain text|an expectation of its own)/,
  /^method: ("post"|"Post"|"FOO"|"POSTPOST"|CONNECT)/,
  // `Request` has the path of `URL`, without dot segments and fragment; the relay logs and counts that.
  /^path: (a star|another spelling, \/(%2e%2e|\.|x\/\.\.)\/|another spelling, \/feedback#|absolute)/,
  // It decodes gzip and brotli, passes on what it does not know, and takes no body with 205.
  /^(a deflated success|an unknown encoding|an encoding called constructor|205 that says success)$/,
  // Cloudflare sets `CF-Connecting-IP` itself.
  /^forwarding headers$/,
];

describeHostility('Workers', runWorker, (name) => OF_RUNTIME.some((pattern) => pattern.test(name)));
