/** No route and no file has this path, so a request for it is answered with 404. */
const OUTSIDE = '//';

/**
 * Makes the `getPath` of a Hono app whose routes are below a path. Middleware runs for every request, also for one outside;
 * with Hono's `basePath` it would not, and such requests would be neither logged nor counted.
 *
 * @param basePath - without a final slash; empty for the root
 */
export function pathBelow(basePath: string): (request: Request) => string {
  return (request) => {
    // The path as it was sent: one that is decoded could be another one for a proxy in front.
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(`${basePath}/`)) return pathname.slice(basePath.length);
    return OUTSIDE;
  };
}
