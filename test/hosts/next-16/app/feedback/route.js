/** Stands in for the relay. */
export function POST() {
  return Response.json({ success: true }, { status: 201 });
}
