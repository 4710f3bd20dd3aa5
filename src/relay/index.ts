export { type AskHaptik, askWithFetch } from './ask-haptik.js';
export { ConfigError, type LogLevel, type RelayConfig, readConfig } from './config.js';
export { createRelay, type Relay, type RelayParts, type RequestInfo } from './create-relay.js';
export type { HaptikAnswer } from './haptik-answer.js';
export type { Hmac } from './identity.js';
export type { Limiter, Limits } from './limiter.js';
export type { Log } from './log.js';
export type { Known, SubmissionMemory } from './submission-memory.js';
