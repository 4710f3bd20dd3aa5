/** The address of Redis or Valkey, as `REDIS_URL` gives it. */
export interface RedisAddress {
  /** One server, a cluster, or a server that Sentinels name. */
  kind: 'single' | 'cluster' | 'sentinel';
  isTls: boolean;
  /** The servers, some nodes of the cluster, or the Sentinels. */
  hosts: readonly { host: string; port: number }[];
  username?: string;
  password?: string;
  /** The number of the database; clusters have only the default, 0. */
  db?: number;
  /** The name by which Sentinels know the server. */
  name?: string;
  /** The Sentinels' own account, when they ask for one. */
  sentinelUsername?: string;
  sentinelPassword?: string;
}

/** How `REDIS_URL` is written. */
export const REDIS_URL_FORMS =
  'redis://HOST:PORT, with several hosts for a cluster (redis://A:6379,B:6379; redis+cluster:// when there is only one), ' +
  'or redis+sentinel://A:26379,B:26379/NAME; rediss instead of redis for TLS';

const FORM = /^(rediss?)(?:\+(cluster|sentinel))?:\/\/(?:([^/?#]*)@)?([^@/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/;

const DEFAULT_PORTS = { single: 6379, cluster: 6379, sentinel: 26_379 };

/** Reads a `REDIS_URL`. Returns `undefined` when it has another form than `REDIS_URL_FORMS`. */
export function readRedisAddress(url: string): RedisAddress | undefined {
  const [, scheme, wanted, account = '', servers = '', path = '', query = ''] = FORM.exec(url) ?? [];
  const kind = (wanted as 'cluster' | 'sentinel' | undefined) ?? (servers.includes(',') ? 'cluster' : 'single');
  const hosts = servers.split(',').map((server) => readHost(server, DEFAULT_PORTS[kind]));
  const segments = path.split('/').filter((segment) => segment !== '');
  const [name, db = '0'] = kind === 'sentinel' ? segments : [undefined, segments[0]];
  const hasTarget = kind !== 'sentinel' ? segments.length < 2 : name !== undefined && segments.length < 3;
  if (!hosts.every((host) => host !== undefined) || !hasTarget || !/^\d{1,4}$/.test(db)) return undefined;
  if (kind === 'cluster' && Number(db) !== 0) return undefined;
  const options = new URLSearchParams(query);
  try {
    return {
      kind,
      isTls: scheme === 'rediss',
      hosts,
      db: Number(db),
      ...(name !== undefined && { name: decodeURIComponent(name) }),
      ...readAccount(account),
      ...pick('sentinelUsername', options),
      ...pick('sentinelPassword', options),
    };
  } catch {
    // `decodeURIComponent` throws on a percent sign that encodes nothing.
    return undefined;
  }
}

function readHost(server: string, defaultPort: number): { host: string; port: number } | undefined {
  if (!URL.canParse(`redis://${server}`)) return undefined;
  const { hostname, port } = new URL(`redis://${server}`);
  return hostname === '' ? undefined : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || defaultPort) };
}

function readAccount(account: string): Pick<RedisAddress, 'username' | 'password'> {
  const [username = '', ...rest] = account.split(':');
  const password = rest.join(':');
  return {
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
  };
}

function pick<Name extends string>(name: Name, options: URLSearchParams): { [Key in Name]?: string } {
  const value = options.get(name);
  return (value === null ? {} : { [name]: value }) as { [Key in Name]?: string };
}
