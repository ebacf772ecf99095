/** `/register` for `--require`, which cannot wait for an `import()`. */
import { createRequire } from 'node:module';
import { report } from './report.js';

try {
  const main: typeof import('./main.js') = createRequire(import.meta.url)('./register-main.cjs');
  main.startForRequire();
} catch (error) {
  report(`the plugin could not be started: ${String(error)}`);
}
