import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the files of the package import from elsewhere when they run; types are gone then. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, 'src', file), 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
      return [];
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    return from.startsWith('.') ? [] : [from];
  });
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const inUsersProcess = files.filter(
  (file) =>
    !/^(?:testing[./]|samples\/|vendors\/[^/]+\/samples?\b|explain\/|register[./]|configuration\/config-file\.ts$|cli\.ts$)/.test(
      file,
    ),
);

describe('the package', () => {
  const text = inUsersProcess.map((file) => readFileSync(join(root, 'src', file), 'utf8')).join('\n');

  it('imports nothing that accesses the network, files or other processes', () => {
    expect([...new Set(inUsersProcess.flatMap(importsOf))].sort()).toEqual([
      '@opentelemetry/api',
      'lru-cache',
      'node:async_hooks',
      'node:diagnostics_channel',
      'node:fs',
      'node:module',
    ]);
    // It reads the package.json of the copies of `@opentelemetry/api`, for a warning that names them.
    expect(inUsersProcess.filter((file) => importsOf(file).includes('node:fs'))).toEqual([
      'instrumentation/api-copies.ts',
    ]);
    expect(text.match(/getBuiltinModule.*/g)).toEqual([
      "getBuiltinModule('node:zlib');",
      "getBuiltinModule?.('node:util');",
    ]);
  });

  it('generates no code at run time, and loads one package on demand', () => {
    expect(text).not.toMatch(/\beval\(|new Function\(|\brequire\(|process\.binding/);
    expect(text.match(/[^{]\bimport\([^)]*\)|createRequire\([^)]*\)\([^)]*\)/g)?.map((load) => load.trim())).toEqual([
      'createRequire(import.meta.url)(MODULE)',
      "import('#undici-instrumentation')",
    ]);
    expect(text).toContain("const MODULE = '#undici-instrumentation';");
    expect(text).toContain('JSON.parse(');
  });

  it('has three runtime dependencies and no install scripts', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(manifest.dependencies)).toEqual([
      '@opentelemetry/instrumentation',
      '@opentelemetry/semantic-conventions',
      'lru-cache',
    ]);
    const names = Object.keys(manifest.scripts);
    expect(names.filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name))).toEqual([]);
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    expect(packages['node_modules/lru-cache'].dependencies ?? {}).toEqual({});
    for (const name of Object.keys(manifest.dependencies)) {
      expect(packages[`node_modules/${name}`].hasInstallScript).toBeUndefined();
    }
  });
});

it('SECURITY.md names existing tests', () => {
  const named = readFileSync(join(root, 'SECURITY.md'), 'utf8').match(/\btest\/[\w./-]+\.ts\b/g) ?? [];
  expect(named.length).toBeGreaterThan(10);
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).map((file) => `test/${file}`);
  expect([...new Set(named)].filter((file) => !tests.includes(file))).toEqual([]);
});
