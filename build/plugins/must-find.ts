import type { Plugin } from 'vite';

/**
 * Makes a plugin fail the build when it did not find what it changes. Else a renamed file, or a new version of a
 * dependency, would turn the plugin off silently.
 *
 * @param targets - what the plugin has to find in each build, for the error message
 * @param create - makes the plugin; it calls its argument with a target when it has found that
 */
export function mustFind<Target extends string>(
  targets: readonly Target[],
  create: (markFound: (target: Target) => void) => Plugin,
): Plugin {
  const missing = new Set<Target>();
  const plugin = create((target) => missing.delete(target));
  return {
    ...plugin,
    buildStart() {
      for (const target of targets) missing.add(target);
    },
    buildEnd(error) {
      if (error || missing.size === 0) return;
      this.error(
        `${plugin.name} did not find ${[...missing].join(', ')}. Adapt build/plugins/${plugin.name}.ts, or remove it.`,
      );
    },
  };
}
