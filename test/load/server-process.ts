import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

interface Started {
  readonly port: number;
  readonly faults: readonly string[];
}

/** A server of this folder, in a process of its own. */
export class ServerProcess {
  readonly host: string;
  readonly url: string;
  /** What it can do wrong. */
  readonly faults: readonly string[];
  readonly #process: ChildProcess;
  readonly #awaited = new Map<string, () => void>();

  private constructor(child: ChildProcess, { port, faults }: Started) {
    this.#process = child;
    this.host = `127.0.0.1:${port}`;
    this.url = `http://${this.host}`;
    this.faults = faults;
    child.on('message', ({ arrived }: { arrived?: string }) => {
      const tell = arrived === undefined ? undefined : this.#awaited.get(arrived);
      if (arrived !== undefined) this.#awaited.delete(arrived);
      tell?.();
    });
  }

  static async start(program: URL): Promise<ServerProcess> {
    const child = fork(program, { execArgv: [] });
    const [started] = (await once(child, 'message')) as [Started];
    return new ServerProcess(child, started);
  }

  /** Sends the order that the server waits for. */
  send(order: string): void {
    this.#process.send({ order });
  }

  /** Calls back when a request has come that gets no answer. */
  onArrival(index: number, arrived: () => void): void {
    this.#awaited.set(`${index}`, arrived);
  }

  /** How many connections are open. Nothing else may be under way. */
  async connections(): Promise<number> {
    const answered = once(this.#process, 'message') as Promise<[{ readonly connections: number }]>;
    this.#process.send({});
    const [{ connections }] = await answered;
    return connections;
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}
