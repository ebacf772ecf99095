import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type FetchResponse, type Undici, undicis } from './undici-clients.js';

/** Everything that an application can see of a call. */
export interface Testimony {
  readonly status: number | undefined;
  readonly headers: unknown;
  readonly length: number;
  readonly digest: string;
  /** The kinds of events in order, without repetitions, because the chunk sizes depend on the socket. */
  readonly events: readonly string[];
}

/** A way of making a call that writes down all that happens. */
export interface Witness {
  readonly name: string;
  /** Whether the client undoes content codings. */
  readonly decodes: boolean;
  call(origin: string, path: string): Promise<Testimony>;
}

class Notes {
  status: number | undefined;
  headers: unknown;
  readonly #chunks: Uint8Array[] = [];
  readonly #events: string[] = [];

  event(kind: string): void {
    if (this.#events.at(-1) !== kind) this.#events.push(kind);
  }

  data(chunk: Uint8Array): void {
    this.event('data');
    // The application may keep a chunk: it must still be the same when the call is over.
    this.#chunks.push(chunk);
  }

  head(status: number, headers: unknown): void {
    this.event(`head ${status}`);
    this.status = status;
    this.headers = headers;
  }

  testimony(): Testimony {
    const bytes = Buffer.concat(this.#chunks);
    const digest = createHash('sha256').update(bytes).digest('hex');
    return { status: this.status, headers: this.headers, length: bytes.byteLength, digest, events: this.#events };
  }
}

const text = (headers: unknown) => (headers as Buffer[]).map(String);

async function request(undici: Undici, url: string): Promise<Testimony> {
  const notes = new Notes();
  const { statusCode, headers, body } = await undici.request(url);
  notes.head(statusCode, headers);
  for (const kind of ['end', 'close', 'error', 'aborted']) body.on(kind, () => notes.event(kind));
  body.on('data', (chunk: Buffer) => notes.data(chunk));
  await new Promise((resolve) => body.once('close', resolve));
  return notes.testimony();
}

async function stream(undici: Undici, url: string): Promise<Testimony> {
  const notes = new Notes();
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      notes.data(chunk);
      setImmediate(done);
    },
  });
  for (const kind of ['pipe', 'finish', 'close', 'error']) sink.on(kind, () => notes.event(kind));
  await undici.stream(url, ({ statusCode, headers }) => {
    notes.head(statusCode, headers);
    return sink;
  });
  notes.event('resolved');
  await finished(sink);
  return notes.testimony();
}

/** The handler's interface of undici 5 to 7. */
function dispatch(undici: Undici, origin: string, path: string): Promise<Testimony> {
  const notes = new Notes();
  return new Promise((resolve) => {
    const end = (kind: string, value?: unknown) => {
      notes.event(value === undefined ? kind : `${kind} ${value}`);
      resolve(notes.testimony());
    };
    undici.dispatcher.dispatch(
      { origin, path, method: 'GET' },
      {
        onConnect: () => notes.event('connect'),
        onHeaders: (status: number, headers: unknown) => notes.head(status, text(headers)),
        onData: (chunk: Buffer) => notes.data(chunk),
        onComplete: (trailers: unknown[] | null) => end('complete', trailers?.length),
        onError: (error: Error) => end('error', error.message),
      },
    );
  });
}

/** The handler's interface that came with undici 7. */
function dispatchToController(undici: Undici, origin: string, path: string): Promise<Testimony> {
  const notes = new Notes();
  return new Promise((resolve) => {
    const end = (kind: string, value: unknown) => {
      notes.event(`${kind} ${JSON.stringify(value)}`);
      resolve(notes.testimony());
    };
    undici.dispatcher.dispatch(
      { origin, path, method: 'GET' },
      {
        onRequestStart: () => notes.event('start'),
        onResponseStart: (_controller: object, status: number, headers: object) => notes.head(status, headers),
        onResponseData: (_controller: object, chunk: Buffer) => notes.data(chunk),
        onResponseEnd: (_controller: object, trailers: object) => end('end', trailers),
        onResponseError: (_controller: object, error: Error) => end('error', error.message),
      },
    );
  });
}

async function fetched(response: FetchResponse): Promise<Testimony> {
  const notes = new Notes();
  const headers: string[] = [];
  response.headers.forEach((value, name) => {
    headers.push(`${name}: ${value}`);
  });
  notes.head(response.status, headers);
  notes.data(new Uint8Array(await response.arrayBuffer()));
  notes.event('end');
  return notes.testimony();
}

const undici7 = undicis.find(({ name }) => name === 'undici7') as Undici;

export const witnesses: readonly Witness[] = [
  { name: 'fetch of Node.js', decodes: true, call: async (origin, path) => fetched(await fetch(origin + path)) },
  ...undicis.flatMap((undici): Witness[] => [
    {
      name: `${undici.name} fetch`,
      decodes: true,
      call: async (origin, path) => fetched(await undici.fetch(origin + path)),
    },
    { name: `${undici.name} request`, decodes: false, call: (origin, path) => request(undici, origin + path) },
    { name: `${undici.name} stream`, decodes: false, call: (origin, path) => stream(undici, origin + path) },
    { name: `${undici.name} dispatch`, decodes: false, call: (origin, path) => dispatch(undici, origin, path) },
  ]),
  {
    name: 'undici7 dispatch to a controller',
    decodes: false,
    call: (origin, path) => dispatchToController(undici7, origin, path),
  },
];
