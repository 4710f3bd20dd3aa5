import type { Log } from '../telemetry/log.js';
import { LIMIT_SECONDS, type Limiter, type Limits } from './limiter.js';
import { createMemoryLimits } from './memory-limits.js';

/** A rate-limiting binding of Cloudflare Workers: https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/ */
export interface RateLimitBinding {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** The bindings that a Worker may have. */
export interface LimitBindings {
  /** Limits client addresses. Configure it with the number of `RATE_LIMIT_PER_MINUTE` and a period of 60 seconds. */
  ADDRESS_LIMIT?: RateLimitBinding | undefined;
  /** Limits users. Configure it with 6 and a period of 60 seconds. */
  USER_LIMIT?: RateLimitBinding | undefined;
}

/** Limits requests with the platform's bindings. A missing binding is replaced by a limit in the isolate's memory. */
export function createBindingLimits(
  { ADDRESS_LIMIT: address, USER_LIMIT: user }: LimitBindings,
  addressPerMinute: number,
  log: Log,
): Limits {
  if (!address || !user) {
    log.warn({}, 'without the bindings ADDRESS_LIMIT and USER_LIMIT every isolate keeps its own limits');
  }
  const own = createMemoryLimits(addressPerMinute);
  return { address: address ? bindingLimiter(address) : own.address, user: user ? bindingLimiter(user) : own.user };
}

function bindingLimiter(binding: RateLimitBinding): Limiter {
  return {
    async consume(key) {
      const { success } = await binding.limit({ key });
      // The platform does not say when the period ends, so the client waits a whole one.
      return success ? 0 : LIMIT_SECONDS;
    },
  };
}
