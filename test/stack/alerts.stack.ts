import { expect, inject, it } from 'vitest';
import { received } from './ask.js';

const POLLING = { timeout: 100_000, interval: 1000 };

async function firing(alertname: string) {
  const { alerts } = await received();
  return alerts.find(({ labels, status }) => labels.alertname === alertname && status === 'firing');
}

it('an authentication error travels through the real Alertmanager to the pager', async () => {
  await expect.poll(() => firing('VendorApiAuthenticationFails'), POLLING).toBeDefined();
  expect(await firing('VendorApiAuthenticationFails')).toMatchObject({
    receiver: 'page',
    labels: {
      severity: 'page',
      job: 'vendor-errors-demo',
      vendor_api_name: 'linq',
      vendor_api_error_code: 'unauthenticated',
      vendor_api_error_native_code: '2004',
    },
    annotations: {
      summary: 'linq refuses the credentials of vendor-errors-demo (unauthenticated)',
      description: expect.stringMatching(
        /^unauthenticated \(native code 2004\): \d+ in 15 minutes\.\nA retry does not help\.(?:.|\n)*\nnpx [\w-]+ explain linq 2004$/,
      ),
      runbook_url: `${inject('consoleUrl')}/runbook#vendorapiauthenticationfails`,
    },
  });
});

it('an outage lists the failures, the most frequent first', async () => {
  await expect.poll(() => firing('VendorApiDown'), POLLING).toBeDefined();
  const alert = await firing('VendorApiDown');
  expect(alert).toMatchObject({ receiver: 'page', labels: { vendor_api_name: 'chert' } });
  expect(alert?.annotations.description).toMatch(
    /\n- \w+ \((native code \d+|no native code)\): [1-9]\d*\n {2}npx [\w-]+ explain [\w ]+\n/,
  );
  expect(alert?.annotations.runbook_url).toMatch(/#vendorapidown$/);
});

it('tickets and pages have different receivers', async () => {
  await expect
    .poll(() => firing('VendorApiUnknownNativeCode'), POLLING)
    .toMatchObject({
      receiver: 'ticket',
      labels: { severity: 'ticket', vendor_api_name: 'chert', vendor_api_error_native_code: '_OTHER' },
    });
});

it('Alertmanager mutes the alert on the error budget while its cause fires', async () => {
  const suppressed = async () => {
    const filter = encodeURIComponent('alertname="VendorApiErrorBudgetBurnsFast"');
    const response = await fetch(`${inject('alertmanagerUrl')}/api/v2/alerts?filter=${filter}`);
    const alerts = (await response.json()) as { labels: Record<string, string>; status: { state: string } }[];
    return alerts.filter(({ status }) => status.state === 'suppressed').map(({ labels }) => labels.vendor_api_name);
  };
  await expect.poll(suppressed, POLLING).toEqual(expect.arrayContaining(['linq', 'chert']));
});

it('recipients alert nobody', async () => {
  const { alerts } = await received();
  const reported = alerts.map(({ labels, annotations }) => ({ labels, annotations }));
  expect(reported).not.toHaveLength(0);
  expect(JSON.stringify(reported)).not.toContain('recipient');
});
