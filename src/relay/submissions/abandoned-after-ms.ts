/** Computes after how many milliseconds a claimed submission counts as abandoned: longer than Haptik may take. */
export function abandonedAfterMs(upstreamTimeoutMs: number): number {
  return upstreamTimeoutMs + 2000;
}
