import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { anchorsOf, linksOf, repository, undefinedLabels } from './links.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (command: string, args: readonly string[]) =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** What is in the repository: files, and the folders of these files. */
const tracked = run('git', ['ls-files', '--cached', '--others', '--exclude-standard']).trim().split('\n');
/** What npm packs. */
const packed: string[] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']))[0].files.map(
  ({ path }: { path: string }) => path,
);

const isMarkdown = (path: string) => path.endsWith('.md');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const has = (files: readonly string[], path: string) =>
  files.includes(path) || files.some((file) => file.startsWith(`${path}/`));

/** Why a link of a page is dead, if it is, for a reader who has these files. */
function problemOf(page: string, target: string, files: readonly string[]): string | undefined {
  const intoRepository = target.startsWith(`${repository}/`);
  if (/^[a-z]+:/.test(target) && !intoRepository) return undefined;
  const [address = '', anchor] = target.replace(/\?raw=true$/, '').split('#');
  const [, kind, path = ''] = /^\/(blob|tree)\/main\/(.+)$/.exec(address.slice(repository.length)) ?? [];
  const isOnSite = intoRepository && kind === undefined;
  if (isOnSite) return /^\/(?:issues|security|releases)\b/.test(address.slice(repository.length)) ? undefined : target;
  const file = intoRepository ? path : address === '' ? page : normalize(join(dirname(page), address));
  if (!has(intoRepository ? tracked : files, file) || !existsSync(join(root, file))) return target;
  if (intoRepository && (kind === 'blob') !== tracked.includes(file)) return target;
  const isDead = anchor !== undefined && isMarkdown(file) && !anchorsOf(read(file)).includes(anchor);
  return isDead ? target : undefined;
}

function deadLinks(page: string, files: readonly string[]): readonly string[] {
  const text = read(page);
  return [...linksOf(text).filter((target) => problemOf(page, target, files)), ...undefinedLabels(text)];
}

describe('in the package', () => {
  it.each(packed.filter(isMarkdown))('%s has no dead link', (page) => {
    expect(deadLinks(page, packed)).toEqual([]);
  });

  it('contains README, CHANGELOG and the run-book', () => {
    expect(packed).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/runbook.md']));
  });

  it('README has only absolute links and its own anchors', () => {
    const links = linksOf(read('README.md'));
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter((target) => !/^https:|^#/.test(target))).toEqual([]);
  });
});

describe('in the repository', () => {
  it.each(tracked.filter(isMarkdown).filter((page) => existsSync(join(root, page))))('%s has no dead link', (page) => {
    expect(deadLinks(page, tracked)).toEqual([]);
  });
});

it('README is at most 14,000 characters long', () => {
  expect(read('README.md').length).toBeLessThanOrEqual(14_000);
});
