import { connect } from 'node:net';

/** What a server sent back on one connection. */
export interface RawAnswer {
  /** The status of the first answer after any 100; 0 when the connection was closed without an answer. */
  status: number;
  /** All bytes that came back, as Latin-1. */
  text: string;
  /** The number of answers. */
  count: number;
}

/** How long an exchange may take, in milliseconds. */
const PATIENCE_MS = 8000;

/**
 * Sends bytes as they are, and reads until the server closes the connection. So a request must say `Connection: close`.
 *
 * @param endless - sent again and again after the first bytes, for as long as the server reads
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
    // A server may close the connection while this side still sends.
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
