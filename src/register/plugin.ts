import { checkConfig } from '../configuration/check-config.js';
import { CONFIG_VARIABLE, type ConfigFile } from '../configuration/config-file.js';
import { HOSTS_VARIABLE, vendorsFromEnvironment } from '../configuration/vendors-from-environment.js';
import { VendorErrorsInstrumentation } from '../instrumentation/instrumentation.js';
import { report } from './report.js';

/** Creates the plugin from the configuration file and the environment. It uses the registered SDK. */
export function makePlugin({ config, problem }: ConfigFile): VendorErrorsInstrumentation {
  if (problem !== undefined) report(`${CONFIG_VARIABLE}: ${problem} The defaults apply.`);
  const checked = checkConfig(config);
  for (const each of checked.problems) report(`${CONFIG_VARIABLE}: ${each}`);
  const { vendors, problems } = vendorsFromEnvironment(process.env, checked.vendors);
  for (const each of problems) report(`${HOSTS_VARIABLE}: ${each}`);
  // Mistakes are reported above, so the plugin gets only valid options.
  const { enabled, maxBodyBytes, unansweredTimeoutMillis, logs, store, reporting } = checked;
  const webhooks = typeof store === 'object' ? { store } : store === 'memory';
  return new VendorErrorsInstrumentation({
    enabled,
    vendors,
    maxBodyBytes,
    unansweredTimeoutMillis,
    webhooks,
    logs,
    ...reporting,
  });
}
