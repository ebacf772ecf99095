import agents from './families/agents.mjs';
import distributions from './families/distributions.mjs';
import frameworks from './families/frameworks.mjs';
import installing from './families/installing.mjs';
import opentelemetry from './families/opentelemetry.mjs';
import sentry from './families/sentry.mjs';
import vercel from './families/vercel.mjs';

/**
 * The set-ups, as data. A set-up is a project with exact packages, and the command that starts it; what each call must
 * have is in judge.mjs, and here only where it differs.
 *
 * - `project`: the folder of its files in projects/; `start`: the command, `steps`: commands before it.
 * - `packages`: exact versions; `folders`: those of folders with packages of their own; `isFresh`: installed in one
 *   command with the plugin; `isYarn`: by yarn; `install`: options of `npm install`.
 * - `env`: variables, with the ports `{SINK}`, `{SECURE_SINK}`, `{PORT}` and `{VENDOR}`; `stop`: the signal that ends it.
 * - `recipe`: its heading on the page, `recipeEnv` and `recipeNote`; `note`: the last column of the table.
 */
export const setups = [
  ...opentelemetry,
  ...installing,
  ...sentry,
  ...vercel,
  ...distributions,
  ...frameworks,
  ...agents,
];
