import { type AlertGuide, alertGuides } from '../../src/explain/alert-guides.js';

function guide([name, { meaning, checks, resolves }]: [string, AlertGuide]): string {
  return `### ${name}

${meaning}

- **Check:**
${checks.map((check) => `  - ${check}`).join('\n')}
- **Resolves when:** ${resolves}
- **Silence:** \`amtool silence add alertname=${name} job=checkout vendor_api_name=linq --duration=2h --author="$USER" --comment="why"\``;
}

/** The part of the run-book that alerts link to. */
export function alertsPart(): string {
  return `## Alerts

Each alert of the rules links to its heading here. It names the service, the vendor and the classes, contains a command that
explains each class, and links to the dashboard and to the traces. \`amtool\` silences an alert for one service and one vendor.
Set the address of Alertmanager with \`--alertmanager.url\` or in the configuration of amtool.

${Object.entries(alertGuides).map(guide).join('\n\n')}`;
}
