// PostHog's documented setup for sites that load no code from elsewhere: the surveys are in the bundle.
import 'posthog-js/dist/surveys';
import posthog from 'posthog-js/dist/module.no-external';

posthog.init('phc_bench', { api_host: `${location.origin}/posthog`, defaults: '2026-01-30' });
