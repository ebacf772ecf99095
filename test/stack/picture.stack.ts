import { writeFile } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prometheus } from './ask.js';
import { panels } from './panels.js';
import { drawDashboard } from './picture.js';

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
});

afterAll(() => browser?.close());

// Grafana's own page is not to be had without containers: the queries are its own, the drawing is ours.
it('no panel of the dashboard is an empty picture', async () => {
  const shown = panels();
  const half = async () => (await prometheus('vendor_api_client_delivery_duration_count > 20')).length;
  await expect.poll(half, { timeout: 60_000, interval: 1000 }).toBeGreaterThan(1);

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.setContent(await drawDashboard(shown));
  for (const [index, { title }] of shown.entries()) {
    const drawn = page.locator('section').nth(index).locator('[data-drawn]');
    expect(await drawn.count(), title).toBeGreaterThan(0);
    expect((await drawn.first().boundingBox())?.width, title).toBeGreaterThan(50);
  }
  const picture = await page.screenshot({ fullPage: true });
  // For the eye: PICTURE=dashboard.png npm run test:stack
  if (process.env.PICTURE) await writeFile(process.env.PICTURE, picture);
});
