import { expect, test } from 'vitest';
import { Metrics } from '../../../src/relay/telemetry/metrics.js';

test('prints counters and a cumulative histogram in the text format of Prometheus', () => {
  const metrics = new Metrics();
  metrics.count('requests', 'recorded');
  metrics.count('requests', 'recorded');
  metrics.count('limited', 'user');
  metrics.count('refusedOrigins', 'preflight');
  metrics.count('redisFailures', 'OOM');
  metrics.count('droppedLogLines');
  metrics.observeHaptik(0.1);
  metrics.observeHaptik(0.75);
  metrics.observeHaptik(20);
  metrics.count('ratings', '4', 'yes', 'other');

  // The many series that are 0 from the start are tested with the alerts, in test/docs/monitoring.test.ts.
  const isAtStart = (line: string) => /(requests|handovers)_total\{.* 0$/.test(line);
  const lines = metrics
    .print()
    .split('\n')
    .filter((line) => !isAtStart(line));

  expect(lines).toEqual([
    '# HELP haptik_feedback_requests_total Posts of feedback by outcome.',
    '# TYPE haptik_feedback_requests_total counter',
    'haptik_feedback_requests_total{outcome="recorded"} 2',
    '# HELP haptik_feedback_limited_total Requests refused because a limit was hit.',
    '# TYPE haptik_feedback_limited_total counter',
    'haptik_feedback_limited_total{limit="address"} 0',
    'haptik_feedback_limited_total{limit="user"} 1',
    '# HELP haptik_feedback_refused_origins_total Requests from origins that are not allowed.',
    '# TYPE haptik_feedback_refused_origins_total counter',
    'haptik_feedback_refused_origins_total{request="preflight"} 1',
    'haptik_feedback_refused_origins_total{request="post"} 0',
    '# HELP haptik_feedback_redis_failures_total Failed commands and connections of Redis.',
    '# TYPE haptik_feedback_redis_failures_total counter',
    'haptik_feedback_redis_failures_total{error="OOM"} 1',
    '# HELP haptik_feedback_ratings_total Recorded feedback.',
    '# TYPE haptik_feedback_ratings_total counter',
    'haptik_feedback_ratings_total{rating="4",resolved="yes",business_id="other"} 1',
    '# HELP haptik_feedback_links_total What happened to links.',
    '# TYPE haptik_feedback_links_total counter',
    "# HELP haptik_feedback_webhooks_total Posts of Haptik's webhook by outcome.",
    '# TYPE haptik_feedback_webhooks_total counter',
    'haptik_feedback_webhooks_total{outcome="accepted"} 0',
    'haptik_feedback_webhooks_total{outcome="ignored"} 0',
    'haptik_feedback_webhooks_total{outcome="signature"} 0',
    'haptik_feedback_webhooks_total{outcome="queue"} 0',
    '# HELP haptik_feedback_handovers_total Tries to hand links and feedback over.',
    '# TYPE haptik_feedback_handovers_total counter',
    '# HELP haptik_feedback_dropped_log_lines_total Log lines that standard output did not take.',
    '# TYPE haptik_feedback_dropped_log_lines_total counter',
    'haptik_feedback_dropped_log_lines_total 1',
    '# HELP haptik_feedback_haptik_seconds How long Haptik took.',
    '# TYPE haptik_feedback_haptik_seconds histogram',
    'haptik_feedback_haptik_seconds_bucket{le="0.05"} 0',
    'haptik_feedback_haptik_seconds_bucket{le="0.1"} 1',
    'haptik_feedback_haptik_seconds_bucket{le="0.25"} 1',
    'haptik_feedback_haptik_seconds_bucket{le="0.5"} 1',
    'haptik_feedback_haptik_seconds_bucket{le="1"} 2',
    'haptik_feedback_haptik_seconds_bucket{le="2.5"} 2',
    'haptik_feedback_haptik_seconds_bucket{le="5"} 2',
    'haptik_feedback_haptik_seconds_bucket{le="10"} 2',
    'haptik_feedback_haptik_seconds_bucket{le="+Inf"} 3',
    'haptik_feedback_haptik_seconds_sum 20.85',
    'haptik_feedback_haptik_seconds_count 3',
    '',
  ]);
});
