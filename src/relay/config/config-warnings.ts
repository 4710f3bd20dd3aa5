import { identityWarnings } from './identity-variables.js';
import type { RelayConfig } from './relay-config.js';

/** Returns what an operator should know about a usable configuration; one sentence each. */
export function configWarnings(config: RelayConfig): string[] {
  return [...identityWarnings(config), ...(config.warnings ?? [])];
}
