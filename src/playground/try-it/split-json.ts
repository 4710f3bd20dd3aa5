/** Splits JSON where a line may end: after each comma and opening bracket, but not inside a text. */
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
