import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setups } from './setups.mjs';

const PLUGIN = 'opentelemetry-instrumentation-vendor-errors';
/** The service itself, which is the test's and not the set-up's. */
const APPLICATION = /^(app|calls)\b/;

/** A text with what stands between two comments (`<!-- name -->`, `<!-- /name -->`) replaced. */
export function withBlock(text, name, content) {
  const block = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's');
  if (!block.test(text)) throw new Error(`docs/setups.md has no block '${name}'`);
  return text.replace(block, (_, begin, end) => `${begin}\n${content}\n\n${end}`);
}

/** The files of a project that are the set-up, byte for byte. */
function filesOf(project) {
  const folder = fileURLToPath(new URL(`projects/${project}/`, import.meta.url));
  if (project === undefined || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !APPLICATION.test(entry.name))
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('//', '/'))
    .filter((path) => !/\/app\//.test(path.slice(folder.length - 1)))
    .sort()
    .map((path) => ({ name: path.slice(folder.length), text: readFileSync(path, 'utf8') }));
}

function recipe({ recipe: heading, project, start, steps = [], recipeEnv = {}, recipeNote }) {
  const files = filesOf(project).map(({ name, text }) => `\`${name}\`:\n\n\`\`\`${language(name)}\n${text}\`\`\``);
  const variables = Object.entries(recipeEnv).map(([name, value]) => `${name}=${value} `);
  const commands = [...steps, variables.join('') + start].map(asUsersType).join('\n');
  return [`### ${heading}`, ...(recipeNote ? [recipeNote] : []), ...files, `\`\`\`sh\n${commands}\n\`\`\``].join(
    '\n\n',
  );
}

const language = (name) => (name.endsWith('.ts') ? 'ts' : 'js');

function asUsersType(command) {
  return command
    .replace('node node_modules/next/dist/bin/next', 'npx next')
    .replace('node_modules/.bin/', 'npx ')
    .replace(' --hostname 127.0.0.1 --port {PORT}', '');
}

/** One recipe per set-up, made of the files and the command that the tests run. */
export function recipes() {
  const install = `\`\`\`sh\nnpm install ${PLUGIN}\n\`\`\``;
  return [install, ...setups.filter((setup) => setup.recipe).map(recipe)].join('\n\n');
}
