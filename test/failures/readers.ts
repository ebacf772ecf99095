import http from 'node:http';
import { type Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';

/** A client that hands over the response as a stream of bytes: that of Node.js, or one of its own. */
export interface StreamClient {
  readonly name: string;
  get(url: string): Promise<Readable>;
}

export const streamClients: readonly StreamClient[] = [
  { name: 'node:http', get: (url) => new Promise((resolve) => http.get(url, resolve)) },
  {
    name: 'axios',
    get: async (url) => (await axios.get(url, { responseType: 'stream', validateStatus: () => true })).data,
  },
  {
    name: 'got',
    get: (url) =>
      new Promise((resolve) => {
        const stream = got.stream(url, { throwHttpErrors: false });
        stream.once('response', () => resolve(stream));
      }),
  },
  { name: 'node-fetch', get: async (url) => (await nodeFetch(url)).body as Readable },
];

/** Writes down what an application sees: the kind of an event, and the bytes that came with it. */
export type Note = (event: string, chunk?: Uint8Array) => void;

/** A way of reading a response. */
export interface Reader {
  readonly name: string;
  /** `arrived` waits until the beginning of the body has been sent. */
  read(body: Readable, note: Note, arrived: () => Promise<void>): Promise<void>;
}

async function readByEvents(body: Readable, note: Note): Promise<void> {
  for (const event of ['end', 'error', 'close', 'aborted']) body.on(event, () => note(event));
  body.on('data', (chunk: Buffer) => note('data', chunk));
  await finished(body);
}

export const readers: readonly Reader[] = [
  { name: 'at once, by events', read: readByEvents },
  {
    name: 'late',
    read: async (body, note, arrived) => {
      await arrived();
      await readByEvents(body, note);
    },
  },
  {
    name: 'piece by piece, by `read()`',
    read: async (body, note) => {
      body.on('end', () => note('end'));
      body.on('readable', () => {
        for (let chunk = body.read(); chunk !== null; chunk = body.read()) note('data', chunk);
      });
      await finished(body);
    },
  },
  {
    name: 'as a stream into something slow',
    read: async (body, note) => {
      const slow = new Writable({
        highWaterMark: 1000,
        write(chunk: Buffer, _encoding, done) {
          note('data', chunk);
          setImmediate(done);
        },
      });
      await pipeline(body, slow);
      note('end');
    },
  },
  {
    name: 'as text',
    read: async (body, note) => {
      for await (const text of body.setEncoding('utf8')) note(typeof text, Buffer.from(text));
      note('end');
    },
  },
  {
    name: 'only its first piece',
    read: async (body, note) => {
      for await (const chunk of body) {
        note(Buffer.isBuffer(chunk) ? 'bytes' : typeof chunk);
        break;
      }
      note(`destroyed: ${body.destroyed}`);
    },
  },
  {
    name: 'nothing, and destroying it',
    read: async (body, note) => {
      const closed = new Promise((resolve) => body.once('close', resolve));
      body.on('error', ({ message }) => note(`error ${message}`)).destroy();
      await closed;
      note('close');
    },
  },
];
