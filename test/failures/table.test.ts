import { describe, expect, it } from 'vitest';
import { clientNames, failures } from './failures.js';
import { failureTable } from './table.js';

describe('the table of failures', () => {
  const lines = failureTable().trim().split('\n');

  it('contains all clients', () => {
    expect(lines[0]).toBe(`Clients: ${clientNames.join(', ')}.`);
  });

  it('has a complete row for each failure', () => {
    const [, , header, , ...rows] = lines.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    expect(rows.map(([, name]) => name)).toEqual(failures.map(({ name }) => name));
    expect(rows.map(({ length }) => length)).toEqual(failures.map(() => header?.length));
    expect(new Set(rows.map(([, name]) => name)).size).toBe(failures.length);
  });

  it('shows the attributes of the span, and the clients with differences', () => {
    expect(lines).toContain(
      "| self-signed certificate | no authority has signed the server's certificate | `tls_failure` | network | no | none |  |",
    );
    const timeout = lines.find((line) => line.startsWith('| timeout of the whole call |'));
    expect(timeout).toContain(
      '| `timeout` | network | yes | possible | undici 5 request, axios, got, node-fetch, superagent: no error (',
    );
    const dropped = lines.find((line) => line.startsWith('| body of an error nobody reads |'));
    expect(dropped).toContain('| superagent: not possible (it reads all JSON by itself) |');
    expect(lines).toContainEqual(expect.stringMatching(/^\| success \|.*\| no error \| {2}\| {2}\| {2}\| {2}\|$/));
  });
});
