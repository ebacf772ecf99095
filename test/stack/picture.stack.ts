import { mkdir, writeFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { panels } from '../../examples/observability/console/panels.mjs';
import { received } from './ask.js';

const POLLING = { timeout: 100_000, interval: 3000 };
const WIDTH = 1440;
/** The pictures of the dashboard: the panels that they begin and end with. */
const ROWS = {
  'dashboard-overview': ['Failed calls', 'Classes'],
  'dashboard-behind-it': ["Vendors' own codes", 'Wasted retries'],
  'dashboard-deliveries': ['Failures reported by webhooks', 'Delivery time'],
} as const;
/** `npm run pictures` writes the pictures of the documentation. */
const FOLDER = process.env.PICTURES;

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
});

afterAll(() => browser?.close());

async function keep(name: string, picture: Buffer): Promise<void> {
  if (FOLDER === undefined) return;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${FOLDER}/${name}.png`, picture);
}

/** The panels in which less is drawn than can be seen. */
async function emptyPanels(page: Page): Promise<string[]> {
  await page.goto(`${inject('consoleUrl')}/d/vendor-errors`);
  const empty: string[] = [];
  for (const [index, { title }] of panels().entries()) {
    const drawn = page.locator('section').nth(index).locator('[data-drawn]');
    const widths = await drawn.evaluateAll((elements) => elements.map((each) => each.getBoundingClientRect().width));
    if (!widths.some((width) => width > 50)) empty.push(title);
  }
  return empty;
}

async function boxOf(page: Page, title: string) {
  const index = panels().findIndex((panel) => panel.title === title);
  const box = await page.locator('section').nth(index).boundingBox();
  if (box === null) throw new Error(`There is no panel '${title}'.`);
  return box;
}

// Grafana's own page is not available without containers: the queries are those of the dashboard, the drawing is ours.
it('no panel of the dashboard is an empty picture', async () => {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  await expect.poll(() => emptyPanels(page), POLLING).toEqual([]);
  if (FOLDER === undefined) return;
  // A minute of data, which is what the graphs show.
  await new Promise((resolve) => setTimeout(resolve, 50_000));
  await page.reload();
  for (const [name, [top, bottom]] of Object.entries(ROWS)) {
    const [first, last] = await Promise.all([boxOf(page, top), boxOf(page, bottom)]);
    const clip = { x: 0, y: first.y - 4, width: WIDTH, height: last.y + last.height - first.y + 8 };
    await keep(name, await page.screenshot({ clip, fullPage: true }));
  }
});

it('the trace of a failed call shows the service, the vendor and the error', async () => {
  const limited = async () => {
    const { spans } = await received();
    return spans.find(({ attributes }) => attributes['vendor_api.error.native_code'] === '1007');
  };
  await expect.poll(limited, POLLING).toBeDefined();
  const { traceId } = (await limited()) ?? {};
  const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
  const lines = async () => {
    await page.goto(`${inject('consoleUrl')}/trace/${traceId}`);
    return page.locator('summary').allInnerTexts();
  };
  const call = expect.stringMatching(/^vendor-errors-demo → linq POST .*\s*linq 1007 rate_limited/);
  await expect.poll(lines, POLLING).toEqual([expect.stringContaining('POST /messages'), call]);
  await keep('trace', await page.locator('main').screenshot());
});
