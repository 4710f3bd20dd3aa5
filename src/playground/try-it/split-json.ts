/** Splits JSON where a line may end: after each comma, opening bracket and opening brace, but never inside a string. */
export function splitJson(json: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[^"]/g)) {
    part += token;
    if (!/^[,{[]$/.test(token)) continue;
    parts.push(part);
    part = '';
  }
  if (part) parts.push(part);
  return parts;
}
