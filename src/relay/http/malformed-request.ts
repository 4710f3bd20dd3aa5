/** Answers a request whose `Host` or path no URL can have (400). */
export function refuseMalformedRequest(): Response {
  return Response.json({ error_message: 'malformed request' }, { status: 400 });
}
