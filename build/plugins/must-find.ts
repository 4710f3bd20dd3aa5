import type { Plugin } from 'vite';

/**
 * Makes a plugin fail the build when it did not find what it changes. Otherwise a renamed file, or a new version of
 * a dependency, would turn the plugin off silently.
 *
 * @param targets - the names of what the plugin has to find in each build
 * @param create - makes the plugin, which calls `markFound` with each target that it finds
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
