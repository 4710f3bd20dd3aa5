import { ConfigError, readConfig } from './config/config.js';
import { createRelay, type Relay } from './create-relay.js';
import { LIMIT_SECONDS, type Limiter, type Limits, memoryLimits } from './limits/limiter.js';
import { errorForLog, type Log } from './telemetry/log.js';

/** A rate-limiting binding of Cloudflare Workers: https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/ */
export interface RateLimitBinding {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** What a Worker's configuration gives it: the relay's variables and secrets, and two rate limits. */
export interface WorkerEnvironment {
  /** For client addresses; configured with `RATE_LIMIT_PER_MINUTE`'s number and a period of 60 seconds. */
  ADDRESS_LIMIT?: RateLimitBinding | undefined;
  /** For users; configured with 6 and a period of 60 seconds. */
  USER_LIMIT?: RateLimitBinding | undefined;
  [variable: string]: unknown;
}

interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void;
}

/** An isolate's one relay, made at its first request: only then a Worker's environment is known. */
let relay: Relay | undefined;

/**
 * The relay on Cloudflare Workers. A configuration with mistakes is logged, and every request answered with 500.
 *
 * @example
 * // wrangler.toml: main = "node_modules/haptik-feedback-widget/dist/relay/worker.js"
 * export { default } from 'haptik-feedback-widget/relay/worker';
 */
export default {
  async fetch(request: Request, environment: WorkerEnvironment, context: WorkerContext): Promise<Response> {
    try {
      relay ??= createWorkerRelay(environment);
      return await relay.fetch(request, {
        clientAddress: request.headers.get('cf-connecting-ip') ?? undefined,
        isVisitor: true,
        waitUntil: (promise) => context.waitUntil(promise),
      });
    } catch (error) {
      if (error instanceof ConfigError) console.error(JSON.stringify({ msg: error.message, mistakes: error.mistakes }));
      else console.error(JSON.stringify({ msg: 'the relay itself failed', error: errorForLog(error) }));
      return Response.json({ error_message: 'the relay is not set up correctly' }, { status: 500 });
    }
  },
};

function createWorkerRelay(environment: WorkerEnvironment): Relay {
  const config = readConfig(environment);
  const log = consoleLog(config.logLevel);
  if (config.identitySecrets.length === 0) {
    log.warn({}, "IDENTITY_SECRET is not set, so that anyone can give feedback in anyone's name");
  }
  return createRelay(config, { log, limits: workerLimits(environment, config.rateLimitPerMinute, log) });
}

function workerLimits(environment: WorkerEnvironment, addressPerMinute: number, log: Log): Limits {
  const { ADDRESS_LIMIT: address, USER_LIMIT: user } = environment;
  if (!address || !user) {
    log.warn({}, 'without the bindings ADDRESS_LIMIT and USER_LIMIT every isolate keeps limits of its own');
  }
  const own = memoryLimits(addressPerMinute);
  return { address: address ? platformLimiter(address) : own.address, user: user ? platformLimiter(user) : own.user };
}

/** The platform does not say when the period ends, so that the whole of it is asked for. */
function platformLimiter(binding: RateLimitBinding): Limiter {
  return {
    async consume(key) {
      const { success } = await binding.limit({ key });
      return success ? 0 : LIMIT_SECONDS;
    },
  };
}

/** On Workers the console is the log. */
function consoleLog(level: string): Log {
  const levels = ['debug', 'info', 'warn', 'error'] as const;
  const lowest = level === 'silent' ? levels.length : levels.indexOf(level as (typeof levels)[number]);
  const write = (at: number) => (fields: object, msg: string) => {
    if (at < lowest) return;
    const line = JSON.stringify({ level: levels[at], ...fields, msg });
    if (at >= 2) console.error(line);
    // biome-ignore lint/suspicious/noConsole: what is no warning belongs into the same log
    else console.log(line);
  };
  return { debug: write(0), info: write(1), warn: write(2), error: write(3) };
}
