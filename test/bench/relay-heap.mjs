// Loaded into the relay before it starts: says how much of its heap is in use after a collection.
process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
