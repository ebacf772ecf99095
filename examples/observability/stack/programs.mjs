// @ts-check
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A free port of 127.0.0.1. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}

/**
 * Starts a program and waits until its page answers.
 *
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ ready: string, env?: Record<string, string>, missing?: string }} options `ready` is the page, `missing` what
 * to say if there is no such program
 */
export async function startProgram(command, parameters, { ready, env = {}, missing = `${command} is missing.` }) {
  const child = spawn(command, parameters, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output = (output + text).slice(-4000);
    });
  }
  /** @type {string | undefined} */
  let failure;
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      failure = 'code' in error && error.code === 'ENOENT' ? missing : error.message;
      resolve(undefined);
    });
    child.once('exit', (code) => {
      failure ??= `${command} ended with ${code}:\n${output}`;
      resolve(undefined);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 5000);
    await exited;
    clearTimeout(patience);
  };

  const deadline = Date.now() + 20_000;
  while (!(await answers(ready))) {
    if (failure !== undefined) throw new Error(failure);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`${command} does not answer at ${ready}:\n${output}`);
    }
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
  return { stop };
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
