import { connect } from 'node:net';

export interface RawAnswer {
  /** The status of the first answer, a 100 left out; 0 when the connection was closed without one. */
  status: number;
  /** Everything that came back, as it came. */
  text: string;
  /** How many answers came back. */
  count: number;
}

/** Milliseconds after which an exchange counts as hanging. */
const PATIENCE_MS = 8000;

/**
 * Sends bytes as they are and reads until the server closes; a request that wants an answer says `Connection: close`.
 *
 * @param endless - sent over and over after the first bytes, for as long as the server takes it
 */
export function sendRaw(url: string, bytes: string | Uint8Array, endless?: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname);
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`The server neither answered nor closed; so far it said: ${JSON.stringify(text)}`));
    }, PATIENCE_MS);
    const pour = () => {
      while (!socket.destroyed && socket.writable && text === '' && socket.write(endless!)) {}
    };
    socket.write(bytes);
    if (endless !== undefined) {
      socket.on('drain', pour);
      pour();
    }
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    // A server that has said enough may cut the connection under what is still being sent.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({
        status: Number(/^HTTP\/1\.1 (?!100)(\d{3})/m.exec(text)?.[1] ?? 0),
        text,
        count: text.split(/^HTTP\/1\.1 (?!100)/m).length - 1,
      });
    });
  });
}
