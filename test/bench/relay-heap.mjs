// Runs in the relay's process and reports how much of the heap is in use after a garbage collection.
process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
