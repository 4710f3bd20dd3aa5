import type { Settings } from '../../settings/settings.js';
import {
  FETCH_TOKEN,
  indent,
  literal,
  MIN_HEIGHT,
  optionalProperties,
  type Property,
  requiredProperties,
  writeTag,
} from './snippet-parts.js';

/** Writes each option: as `name="value"` if it is a text, otherwise by `expression` from its name and its code. */
function writeProps(
  settings: Settings,
  expression: (name: string, code: string) => string,
  user = 'user.id',
  fetchToken = 'fetchToken',
): string[] {
  const write = ([name, value]: Property) =>
    typeof value === 'string' ? `${name}="${value.replaceAll('"', '&quot;')}"` : expression(name, literal(value));
  return [
    ...requiredProperties(settings).map(write),
    expression('authId', user),
    ...(settings.visitor === 'token' ? [expression('identityToken', fetchToken)] : []),
    ...optionalProperties(settings).map(write),
  ];
}

function component(name: string, settings: Settings, extra: string[] = []): string {
  const props = [...writeProps(settings, (key, code) => `${key}={${code}}`), ...extra];
  const tag = writeTag(
    name,
    props.map((prop) => [prop]),
    '/>',
  );
  return `export function Feedback({ user }: { user: { id: string } }) {
  return (
${indent(tag, 4)}
  );
}`;
}

function tokenLines({ visitor }: Settings): string[] {
  return visitor === 'token' ? [FETCH_TOKEN, ''] : [];
}

/** Writes the Preact code: the component for an inline form, the element for a popover. The component cannot show a popover. */
export function preactSnippet(settings: Settings): string {
  const isPopover = settings.display === 'popover';
  const imports = isPopover
    ? ["import 'haptik-feedback-widget/element';", "import 'haptik-feedback-widget/jsx/preact'; // types only"]
    : ["import { FeedbackWidget } from 'haptik-feedback-widget';", "import 'haptik-feedback-widget/style.css';"];
  const name = isPopover ? 'haptik-feedback' : 'FeedbackWidget';
  return [...imports, '', ...tokenLines(settings), component(name, settings)].join('\n');
}

/** Writes the `style` that reserves the form's height. The React component passes it to the element. */
function reactStyle({ display }: Settings): string[] {
  const [, minHeight] = MIN_HEIGHT.split(': ');
  return display === 'inline' ? [`style={{ display: 'block', minHeight: '${minHeight}' }}`] : [];
}

/** Writes the component for React 18 and 19. */
export function reactSnippet(settings: Settings): string {
  return [
    "import { HaptikFeedback } from 'haptik-feedback-widget/react';",
    '',
    ...tokenLines(settings),
    component('HaptikFeedback', settings, reactStyle(settings)),
  ].join('\n');
}

/** Writes a client component for the app router of Next.js. */
export function nextSnippet(settings: Settings): string {
  return `'use client';\n\n${reactSnippet(settings)}`;
}

/** Writes a single-file component of Vue. */
export function vueSnippet(settings: Settings): string {
  const props = writeProps(settings, (name, code) => `:${name}="${code}"`);
  const style = settings.display === 'inline' ? [`style="display: block; ${MIN_HEIGHT}"`] : [];
  const tag = writeTag(
    'haptik-feedback',
    [...style, ...props].map((prop) => [prop]),
    '/>',
  );
  const script = [
    "import 'haptik-feedback-widget/element';",
    '',
    ...tokenLines(settings),
    'defineProps({ user: { type: Object, required: true } });',
  ];
  return `<script setup>\n${script.join('\n')}\n</script>\n\n<template>\n${indent(tag)}\n</template>`;
}

/** The setting that tells Vue's compiler which tags are custom elements. */
export const VUE_CONFIGURATION =
  "vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'haptik-feedback' } } })";

/** Writes a standalone component of Angular. */
export function angularSnippet(settings: Settings): string {
  const props = writeProps(settings, (name, code) => `[${name}]="${code}"`);
  const style = settings.display === 'inline' ? [`style="display: block; ${MIN_HEIGHT}"`] : [];
  const tag = writeTag(
    'haptik-feedback',
    [...style, ...props].map((prop) => [prop]),
  );
  const token =
    settings.visitor === 'token'
      ? "\n  fetchToken = () => fetch('/feedback-token').then((answer) => answer.text());"
      : '';
  return `import { Component, CUSTOM_ELEMENTS_SCHEMA, Input } from '@angular/core';
import 'haptik-feedback-widget/element';

@Component({
  selector: 'app-feedback',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${indent(tag, 4)}
  \`,
})
export class FeedbackComponent {
  @Input({ required: true }) user!: { id: string };${token}
}`;
}
