import { readFileSync, writeFileSync } from 'node:fs';
import { CLIENTS } from './measure.mjs';
import { withBlock } from './page.mjs';

const PAGE = new URL('../../docs/setups.md', import.meta.url);
const HEADER = ['Set-up', 'Node.js', 'Spans', 'With attributes', 'Requests, errors', '`traceparent`', 'On stderr', ''];

const uniform = (values, separator = '/') => (new Set(values).size === 1 ? String(values[0]) : values.join(separator));

/** The figures of one run in one line, to be read while it runs. */
export function summary({ client, requests, errors }) {
  const figures = (key, outcomes = 4) =>
    CLIENTS.map((name) => `${name} ${uniform(client[name].slice(0, outcomes).map((call) => call[key]))}`).join(', ');
  return [
    `spans: ${figures('spans')}`,
    `with attributes: ${figures('attributes')}`,
    `traceparent: ${figures('traceparents', 2)}`,
    `requests ${requests}, errors ${errors}`,
  ].join(' | ');
}

/** What was measured on one Node.js, in the words of the table. */
function cells({ setup, result, problems }) {
  if (setup.start === undefined) return ['', '', '', '', 'compiles', problems.length === 0 ? '' : '**failed**'];
  if (result.client === undefined) return ['', '', '', '', '', '**failed**'];
  const clients = setup.clients ?? CLIENTS;
  // The calls to the vendor: error, success, refused. A refused call reaches no server.
  const figures = (key, outcomes) =>
    uniform(
      clients.map((name) =>
        uniform(
          result.client[name].slice(0, outcomes).map((call) => call[key]),
          '·',
        ),
      ),
      ', ',
    );
  const codes = result.warnings.map((line) => /\bVENDOR_ERRORS_\w+/.exec(line)?.[0] ?? 'a line of `/register`');
  return [
    figures('spans', 3),
    figures('attributes', 3),
    `${result.requests}, ${result.errors}`,
    figures('traceparents', 2),
    [...new Set(codes)].join(', ') || 'nothing',
    problems.length === 0 ? (setup.note ?? '') : '**failed**',
  ];
}

/** One row per set-up; one more for each Node.js version on which something else came out. */
function rows(results) {
  const table = new Map();
  for (const each of results) {
    const measured = cells(each);
    const title = each.setup.line === undefined ? each.setup.title : `${each.setup.title}, ${LINE[each.setup.line]}`;
    const key = JSON.stringify([title, measured]);
    const row = table.get(key) ?? { title, nodes: [], measured };
    row.nodes.push(each.node.replace('node', ''));
    table.set(key, row);
  }
  return [...table.values()].map(({ title, nodes, measured }) => [title, nodes.join(', '), ...measured]);
}

const LINE = { A: 'OpenTelemetry 2.x', B: 'OpenTelemetry 3.x' };

/** Prints the table and, after a complete run, compares that of the page with it or writes it there. */
export function checkTable(results, { isComplete, update }) {
  const lines = [HEADER, HEADER.map(() => '---'), ...rows(results)];
  const markdown = lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
  console.log(`\n${markdown}`);
  if (!isComplete) return true;
  const page = readFileSync(PAGE, 'utf8');
  const wanted = withBlock(page, 'results', markdown);
  if (update) writeFileSync(PAGE, wanted);
  else if (page !== wanted)
    console.error('docs/setups.md has another table; write it with: npm run test:setups -- --update');
  return update || page === wanted;
}
