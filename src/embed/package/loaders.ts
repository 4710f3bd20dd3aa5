import type { LocaleModule, LocaleName } from '../../messages/locale.js';
import type { Loaders } from '../host/loaders.js';

const locales: Record<LocaleName, () => Promise<LocaleModule>> = {
  hi: () => import('../../messages/hi.js'),
  bn: () => import('../../messages/bn.js'),
  ta: () => import('../../messages/ta.js'),
  te: () => import('../../messages/te.js'),
  mr: () => import('../../messages/mr.js'),
  gu: () => import('../../messages/gu.js'),
  kn: () => import('../../messages/kn.js'),
  ml: () => import('../../messages/ml.js'),
  pa: () => import('../../messages/pa.js'),
  ur: () => import('../../messages/ur.js'),
  ar: () => import('../../messages/ar.js'),
  id: () => import('../../messages/id.js'),
  es: () => import('../../messages/es.js'),
  pt: () => import('../../messages/pt.js'),
  fr: () => import('../../messages/fr.js'),
  de: () => import('../../messages/de.js'),
  nl: () => import('../../messages/nl.js'),
};

/** The package's loaders: each `import()` becomes a chunk of the site's bundler. */
export const packageLoaders: Loaders = {
  transport: () => import('../host/sending.js'),
  locale: (language) => (Object.hasOwn(locales, language) ? locales[language as LocaleName]() : undefined),
};
