import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { CLI, explain, outcome, run, start } from './cli.js';

it.each(['--help', '-h', 'explain --help'])('%s prints the usage', async (args) => {
  const { exitCode, stdout, stderr } = await run(args.split(' '));
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Usage: opentelemetry-instrumentation-vendor-errors [explain] [question]');
  for (const option of ['--json', '--help', '--version']) expect(stdout).toContain(option);
});

it.each(['--version', '-v'])('%s prints the version of the package', async (option) => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await run([option])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

it.each([
  [['linq', '--sk_live_abcdefgh1234'], "Unknown option '--[secret]'"],
  [['explain', '--jsno'], "Unknown option '--jsno'"],
  [['explain', '-x', 'linq'], "Unknown option '-x'"],
  [['explain', '--json=yes'], "Option '--json' does not take an argument"],
])('%j is a usage error', async (args, problem) => {
  const { exitCode, stdout, stderr } = await run(args);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    `${problem}\nPut pasted text in quotes, or pipe it in. See: opentelemetry-instrumentation-vendor-errors --help\n`,
  );
});

it('ignores a reader that closes the pipe', async () => {
  const child = start(['explain', 'trackly']);
  child.stdout?.destroy();
  expect(await outcome(child)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

it('prints no colors', async () => {
  const { stdout } = await explain('linq', '2007');
  expect(stdout).toMatch(/^[\n\x20-\x7e]+$/);
});

it('needs no other package', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'explain-'));
  try {
    await cp(dirname(CLI), folder, { recursive: true });
    const { exitCode, stdout, stderr } = await outcome(start(['explain', 'linq', '2007'], join(folder, 'cli.mjs')));
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('attachment_not_ready');
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('can be run by its name', async () => {
  expect(await readFile(CLI, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
