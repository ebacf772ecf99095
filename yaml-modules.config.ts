import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** Lets the command import the model and the alert rules as data, so that it has no second copy of their texts. */
export const yamlModules = {
  name: 'yaml-modules',
  async load(id: string) {
    if (!id.endsWith('.yaml')) return null;
    const content: unknown = parse(await readFile(id, 'utf8'));
    return { code: `export default ${JSON.stringify(content)};`, moduleType: 'js' as const };
  },
};
