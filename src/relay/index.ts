export { ConfigError, type LogLevel, type RelayConfig, readConfig } from './config/config.js';
export { createRelay, type Relay, type RelayParts, type RequestInfo } from './create-relay.js';
export { type AskHaptik, askWithFetch } from './haptik/ask-haptik.js';
export type { HaptikAnswer } from './haptik/haptik-answer.js';
export type { Hmac } from './identity/identity.js';
export type { Limiter, Limits } from './limits/limiter.js';
export type { Known, SubmissionMemory } from './submissions/submission-memory.js';
export type { Log } from './telemetry/log.js';
