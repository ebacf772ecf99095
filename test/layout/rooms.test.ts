import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { posix } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.d)\.ts$/.test(file));

/** The files of src/ that a file imports, types included. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, 'src', file), 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') && name.endsWith('.js'))
    .map((name) => posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts'));
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));
const roomOf = (file: string) => (file.includes('/') ? file.split('/', 1)[0] : undefined);
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
/** From the lowest to the highest: the order of the page's table. */
const rooms = [...page.matchAll(/^\| `([\w-]+)\/` /gm)].map(([, room]) => room);

describe('the rooms of src/', () => {
  it('match the list in docs/architecture.md', () => {
    expect([...new Set(files.map(roomOf).filter((room) => room !== undefined))].sort()).toEqual([...rooms].sort());
  });

  it('contain all files except entry files', () => {
    const outside = files.filter((file) => roomOf(file) === undefined);
    expect(outside.sort()).toEqual(['cli.ts', 'edge.ts', 'index.ts', 'register.ts', 'testing.ts']);
  });

  it('import only rooms above them in the list', () => {
    const upward = [...imports].flatMap(([file, imported]) =>
      imported
        .filter((other) => rooms.indexOf(roomOf(other)) > rooms.indexOf(roomOf(file)) && roomOf(file))
        .map((other) => `${file} imports ${other}`),
    );
    expect(upward).toEqual([]);
  });

  it('import no entry file', () => {
    const entries = [...imports].flatMap(([file, imported]) =>
      imported.filter((other) => roomOf(file) && !roomOf(other)).map((other) => `${file} imports ${other}`),
    );
    expect(entries).toEqual([]);
  });

  it('have no circular imports, not even of types', () => {
    expect(circleFrom(files)).toBeUndefined();
  });
});

/** The first circle of imports, as `a.ts -> b.ts -> a.ts`. */
function circleFrom(starts: readonly string[]): string | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' -> ');
    if (done.has(file)) return undefined;
    for (const other of imports.get(file) ?? []) {
      const circle = visit(other, [...path, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const start of starts) {
    const circle = visit(start, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
