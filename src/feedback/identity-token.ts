/**
 * Reads the claim `auth_id` of an identity token without verifying it. The relay verifies it.
 *
 * @returns `undefined` when the token is not a JSON Web Token with that claim
 */
export function claimedAuthId(token: string): string | undefined {
  try {
    const payload = atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'));
    const claims = JSON.parse(payload) as { auth_id?: unknown };
    return typeof claims.auth_id === 'string' ? claims.auth_id : undefined;
  } catch {
    return undefined;
  }
}
