import { Refusal } from './refusal.js';

/** Makes a handler that refuses (405) every method that its path does not have. */
export function methodNotAllowed(allow: string): () => never {
  return () => {
    throw new Refusal(405, 'method', 'method not allowed', { allow });
  };
}
