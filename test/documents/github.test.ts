import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtInVendors } from '../../src/vendors/registry.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const workflow = (name: string) => parse(read(`.github/workflows/${name}.yml`));
const commands = (job: { steps: readonly { run?: string }[] }) => job.steps.map(({ run }) => run ?? '');
const manifest = JSON.parse(read('package.json'));

describe('the workflow ci', () => {
  const { jobs } = workflow('ci');

  it('runs all checks of a change', () => {
    expect(commands(jobs.ci)).toContain('.ci/run');
  });

  it('runs on the versions of Node.js in docs/versions.md, including the oldest one', () => {
    const [, tested = ''] = /tested on (.*?) \|$/m.exec(read('docs/versions.md')) ?? [];
    const lines = (tested.match(/\d+(?:\.\d+)?/g) ?? []).map((version) => Number.parseInt(version, 10));
    const versions: string[] = jobs.ci.strategy.matrix.node;
    expect(versions.map((version) => Number.parseInt(version, 10))).toEqual([...new Set(lines)]);
    expect(manifest.engines.node).toContain(`^${versions[0]} `);
  });
});

describe('the workflow release', () => {
  const { on, jobs } = workflow('release');

  it('runs for a tag, and publishes with provenance after the checks', () => {
    expect(Object.keys(on)).toEqual(['push']);
    expect(on.push).toEqual({ tags: ['v*'] });
    const steps = commands(jobs.publish);
    const publish = steps.findIndex((step) => step.includes('npm publish --provenance'));
    expect(steps.indexOf('.ci/run')).toBeGreaterThan(0);
    expect(publish).toBeGreaterThan(steps.indexOf('.ci/run'));
    expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  });
});

it('the form for a new code lists every vendor', async () => {
  const form = '.github/ISSUE_TEMPLATE/vendor-code.yml';
  const options = [...builtInVendors().map(({ name }) => name), 'another one'];
  const { body } = parse(read(form));
  expect(body.filter(({ attributes }: { attributes: object }) => Object.hasOwn(attributes, 'options'))).toHaveLength(1);
  // `npm run docs` writes the line.
  const written = read(form).replace(/options: \[.*\]/, `options: [${options.join(', ')}]`);
  expect(parse(written).body.find(({ id }: { id?: string }) => id === 'vendor').attributes.options).toEqual(options);
  await expect(written).toMatchFileSnapshot(`../../${form}`);
});

it('the pull request template names existing commands', () => {
  const names = [...read('.github/pull_request_template.md').matchAll(/`npm run ([\w:]+)`/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name = '') => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  expect(readdirSync(new URL('../../.github/workflows', import.meta.url)).sort()).toEqual(['ci.yml', 'release.yml']);
});
