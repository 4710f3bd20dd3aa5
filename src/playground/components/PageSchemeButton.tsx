import { effect, signal } from '@preact/signals';

const KEY = 'haptik-feedback-playground-scheme';

/** The scheme that the visitor has chosen for the playground; the system's if none. */
const chosenScheme = signal<'light' | 'dark' | undefined>(readScheme());
const systemScheme = matchMedia('(prefers-color-scheme: dark)');
const isSystemDark = signal(systemScheme.matches);
systemScheme.addEventListener('change', ({ matches }) => {
  isSystemDark.value = matches;
});
effect(() => {
  document.documentElement.style.colorScheme = chosenScheme.value ?? '';
});

/** Turns the playground dark or light, whatever the system's scheme, and remembers the choice. */
export function PageSchemeButton() {
  const isDark = chosenScheme.value ? chosenScheme.value === 'dark' : isSystemDark.value;
  const toggle = () => {
    chosenScheme.value = isDark ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, chosenScheme.value);
    } catch {
      // Without storage the choice lasts until the page is closed.
    }
  };
  return (
    <button type="button" class="button" aria-pressed={isDark} onClick={toggle}>
      Dark
    </button>
  );
}

function readScheme(): 'light' | 'dark' | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    return undefined;
  }
}
