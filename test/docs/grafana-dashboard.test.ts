import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Metrics } from '../../src/relay/telemetry/metrics.js';
import { ROOT } from './pages.js';

interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}

const dashboard: Dashboard = JSON.parse(readFileSync(join(ROOT, 'docs/grafana-dashboard.json'), 'utf8'));
const expressions = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));

/** The name of each metric and its type. */
const metrics = new Map(
  [...new Metrics().print().matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name!, type!]),
);
const namesIn = (text: string) => [...text.matchAll(/haptik_feedback_\w+/g)].map(([name]) => name);
/** The series of a histogram have names of their own. */
const metricOf = (series: string) => series.replace(/_(bucket|sum|count)$/, '');

describe('the dashboard for Grafana', () => {
  it.each(expressions)('asks for metrics that the relay has: $title', ({ expr }) => {
    const names = namesIn(expr);

    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const type = metrics.get(name) ?? metrics.get(metricOf(name));
      expect(type, name).toBe(name.endsWith('_total') ? 'counter' : 'histogram');
    }
  });

  it('shows every metric', () => {
    const shown = new Set(namesIn(JSON.stringify(expressions)).map(metricOf));

    expect([...metrics.keys()].filter((name) => !shown.has(name))).toEqual([]);
  });
});
