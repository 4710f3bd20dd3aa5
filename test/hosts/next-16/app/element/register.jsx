'use client';
import 'haptik-feedback-widget/element';

/** Registers the element in the browser. */
export function Register() {
  return null;
}
