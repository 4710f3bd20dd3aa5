import { ConfigError } from './config/config-error.js';
import { readConfig } from './config/read-config.js';
import { createRelay, type Relay } from './create-relay.js';
import { createBindingLimits, type LimitBindings } from './limits/binding-limits.js';
import { createConsoleLog } from './telemetry/console-log.js';
import { errorForLog } from './telemetry/log.js';

/** Holds a Worker's configuration: the relay's variables and secrets, and two rate limits. */
export interface WorkerEnvironment extends LimitBindings {
  [variable: string]: unknown;
}

interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void;
}

/** The isolate's relay. The first request creates it, because a Worker knows its environment only then. */
let relay: Relay | undefined;

/**
 * Runs the relay on Cloudflare Workers. A configuration with mistakes is logged, and every request answered with 500.
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
  const log = createConsoleLog(config.logLevel);
  return createRelay(config, { log, limits: createBindingLimits(environment, config.rateLimitPerMinute, log) });
}
