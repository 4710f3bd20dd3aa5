// Runs a stand-in for Haptik as a process:
//   STANDIN_TOKEN=… STANDIN_CLIENT_ID=… [PORT=…] [DUPLICATE_STATUS=…] node test/standin/standin-process.mjs
// It prints its origin, then every body that it receives as a line of JSON.
import { runnerImport } from 'vite';

const { STANDIN_TOKEN = 'token', STANDIN_CLIENT_ID = 'client', PORT = '0', DUPLICATE_STATUS = '400' } = process.env;
/** @type {{ module: typeof import('./listen-standin.js') }} */
const { module } = await runnerImport(new URL('./listen-standin.ts', import.meta.url).pathname, { configFile: false });
const standin = await module.listenStandin(
  { token: STANDIN_TOKEN, clientId: STANDIN_CLIENT_ID, duplicateStatus: Number(DUPLICATE_STATUS) },
  Number(PORT),
);
console.log(standin.origin);
standin.onReceived((received) => console.log(JSON.stringify(received)));
process.once('SIGTERM', () => process.exit(0));
process.once('SIGINT', () => process.exit(0));
