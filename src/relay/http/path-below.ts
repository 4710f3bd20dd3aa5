import type { RequestInfo } from './relay-context.js';

/** No route and no file has this path, so a request for it is answered with 404. */
const OUTSIDE = '//';

/**
 * Makes the `getPath` of a Hono app whose routes are below a path. Middleware runs for every request, also for one outside;
 * with Hono's `basePath` it would not, and such requests would be neither logged nor counted.
 *
 * A path with escapes, dot segments or a fragment matches no route, because a proxy in front could read it as another path.
 *
 * @param basePath - without a final slash; empty for the root
 */
export function pathBelow(basePath: string): (request: Request, options?: { env?: RequestInfo }) => string {
  return (request, options) => {
    const { pathname } = new URL(request.url);
    const { sentTarget } = options?.env ?? {};
    const isCanonical = sentTarget === undefined || pathOf(sentTarget) === pathname;
    return isCanonical && pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : OUTSIDE;
  };
}

/** Returns the path of a request target (RFC 9112, section 3.2) as it was sent. */
function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/s, '');
}
