/** A `POST /feedback` in plain values, so that the same rules serve every kind of server. */
export interface Post {
  /** A header by its name in lower case; several of one name are joined by commas, and none is `null`. */
  header(name: string): string | null;
  /** Reads the body, once; `undefined` when it has more bytes than that. Rejects when it is broken off. */
  read(maxBytes: number): Promise<Uint8Array | undefined>;
}

/** An answer in plain values. Its headers belong to it alone. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}
