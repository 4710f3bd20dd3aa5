import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Metrics } from '../../src/relay/telemetry/metrics.js';
import { pageOf, ROOT } from './pages.js';

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
/** Returns the metric of a series. A histogram has several series, whose names have a suffix. */
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

describe('alerts.yaml', () => {
  const { groups } = parse(readFileSync(join(ROOT, 'docs/deploy/alerts.yaml'), 'utf8')) as {
    groups: { rules: { alert: string; expr: string }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);

  it.each(rules.filter(({ expr }) => !expr.startsWith('up{')))(
    'asks for counters that the relay has: $alert',
    ({ expr }) => {
      const names = namesIn(expr);

      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(metrics.get(name), name).toBe('counter');
    },
  );

  it.each(rules)('names words that docs/relay.md explains: $alert', ({ expr }) => {
    const { text } = pageOf('docs/relay.md');
    const section = text.split('### Metrics')[1]!.split('\n## ')[0]!;

    const words = [...expr.matchAll(/(?:outcome|limit|result)=~?"([^"]+)"/g)].flatMap(([, value]) => value!.split('|'));
    for (const word of words) expect(section).toContain(`\`${word}\``);
  });

  it.each(rules)('asks for series that a relay prints from its start: $alert', ({ expr }) => {
    const printed = new Metrics().print();

    for (const [, name, label, values] of expr.matchAll(/(haptik_\w+)\{(\w+)=~?"([^"]+)"/g)) {
      for (const value of values!.split('|')) {
        expect(printed).toMatch(new RegExp(`^${name}\\{(.*,)?${label}="${value}"\\} 0$`, 'm'));
      }
    }
  });

  it.each(rules)('has a remedy in docs/troubleshooting.md: $alert', ({ alert }) => {
    expect(pageOf('docs/deployment.md').text).toContain(`\`${alert}\``);
    expect(pageOf('docs/troubleshooting.md').text).toContain(`| \`${alert}\` |`);
  });
});
