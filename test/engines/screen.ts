import { type Program, startProgram } from './program.js';

/**
 * Starts an X server with a virtual screen, on a free display.
 *
 * @param path - the Xvfb program
 * @param size - width, height and depth, as in `1280x1024x24`
 */
export async function startScreen(path: string, size: string): Promise<Program & { display: string }> {
  const xvfb = startProgram(path, ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    xvfb.child.stdio[3]!.once('data', (text) => resolve(String(text).trim()));
    xvfb.ended.then(() => reject(new Error('Xvfb ended')), reject);
  });
  return { ...xvfb, display: `:${number}` };
}
