import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a snippet uses of the reader's application, or of a snippet before it. */
const READERS_OWN = `
import type LinqAPIV3 from '@linqapp/sdk';
import type { Express } from 'express';
import type * as Plugin from 'opentelemetry-instrumentation-vendor-errors';
declare global {
  const app: Express;
  const request: Request;
  const webhookApp: typeof import('../../examples/webhooks/signatures/app.mjs').webhookApp;
  const checkLinq: typeof import('../../examples/webhooks/signatures/linq.mjs').checkLinq;
  const checkTwilio: typeof import('../../examples/webhooks/signatures/twilio.mjs').checkTwilio;
  const linqClient: LinqAPIV3;
  const markFailed: (traceId: string | undefined, error: Plugin.VendorError | undefined) => Promise<void>;
  const response: Response;
  const vendorErrors: Plugin.VendorErrorsInstrumentation;
  const payload: unknown;
  const acme: Plugin.Vendor;
  const simulator: import('opentelemetry-instrumentation-vendor-errors/testing').VendorSimulator;
  const requestOf: (message: string) => { method: string; url: string; headers: Record<string, string>; body: string };
  const sendByAnotherVendor: (message: string) => Promise<undefined>;
}`;

/** Names that a snippet may leave out, because one above it on the page imports them. */
const IMPORTS = [
  "import assert from 'node:assert';",
  "import express from 'express';",
  "import LinqAPIV3 from '@linqapp/sdk';",
  "import { at, chert, codeText, defineVendor, linq, messagesDev, normalize, text, twilio, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';",
];

/** The imports of names that a snippet uses and neither imports nor declares. */
function missingImports(code: string): string {
  const lines = IMPORTS.map((line) => {
    const [, names = '', from = ''] = /^import (.+) from (.+);$/.exec(line) ?? [];
    const isMissing = (name: string) =>
      new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`import[^;]*\\b${name}\\b[^;]*from`).test(code);
    const needed = (names.match(/\w+/g) ?? []).filter(isMissing);
    if (needed.length === 0) return '';
    return `import ${names.startsWith('{') ? `{ ${needed.join(', ')} }` : names} from ${from};`;
  });
  return lines.join('');
}

const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (page) => page.endsWith('.md') && !page.endsWith('setups.md'),
);

/** The TypeScript snippets of the pages, by made-up names of files. */
const snippets = new Map(
  pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ''], index) => {
      const file = join(root, 'test/documents', `${page.replaceAll('/', '-')}-${index + 1}.ts`);
      return [file, `${missingImports(code)}${code}\nexport {};\n`] as const;
    }),
  ),
);

const readersOwn = join(root, 'test/documents/readers-own.d.ts');

/** What the compiler reports about the snippets. */
function problems(): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  // Some snippets are JavaScript with untyped parameters.
  const snippetOptions = { ...options, noImplicitAny: false };
  const host = ts.createCompilerHost(snippetOptions);
  const sources = new Map([...snippets, [readersOwn, READERS_OWN]]);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => sources.get(path) ?? readFile.call(host, path);
  host.fileExists = (path) => sources.has(path) || fileExists.call(host, path);
  host.getSourceFile = (path, ...rest) => {
    const text = sources.get(path);
    return text === undefined ? getSourceFile.call(host, path, ...rest) : ts.createSourceFile(path, text, rest[0]);
  };
  const program = ts.createProgram([...sources.keys()], snippetOptions, host);
  const found = [...sources.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return found.map(({ file, start = 0, messageText }) => {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${file?.fileName.slice(root.length)}: ${file?.text.split('\n')[line]}: ${text}`;
  });
}

it('the snippets compile', { timeout: 60_000 }, () => {
  expect(snippets.size).toBeGreaterThan(10);
  expect(problems()).toEqual([]);
});
