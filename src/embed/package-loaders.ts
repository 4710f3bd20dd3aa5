import type { LocaleModule, LocaleName } from '../messages/locale.js';
import type { Loaders } from './loaders.js';

const locales: Record<LocaleName, () => Promise<LocaleModule>> = {
  en: () => import('../messages/en.js'),
};

/** In the package, `import()` leaves it to the site's bundler where the files come from. */
export const packageLoaders: Loaders = {
  transport: () => import('../transport/transport.js'),
  locale: (name) => locales[name](),
};
