// @ts-check
import { drawPanel } from './draw.mjs';
import { page } from './html.mjs';
import { panels } from './panels.mjs';

const COLUMN = 60;
const ROW = 38;

const STYLE = `
  .dashboard { position: relative; width: ${24 * COLUMN}px; font-size: 12px; }
  section { position: absolute; box-sizing: border-box; background: #181b1f; border: 1px solid #2c3235; padding: 8px; overflow: hidden; }
  h2 { font-size: 13px; margin: 0 0 6px; } section a { color: inherit; }
  svg { display: block; border-left: 1px solid #444; border-bottom: 1px solid #444; }
  .legend { font-size: 11px; line-height: 1.4; }
  .tiles { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; text-align: center; font-size: 11px; } .tiles b { display: block; font-size: 20px; }
  .bar { position: relative; display: flex; justify-content: space-between; margin-bottom: 3px; padding: 2px 4px; }
  .bar i { position: absolute; inset: 0 auto 0 0; background: #1f60c4; opacity: .5; } .bar span { position: relative; }
`;

/** The parameters of Grafana's address for the selections at the top. */
const VARIABLES = ['service', 'vendor', 'category', 'class'];

/**
 * The dashboard, each panel where Grafana puts it.
 *
 * @param {import('./draw.mjs').Source} source
 * @param {URLSearchParams} parameters of Grafana's address: `var-vendor=linq`
 */
export async function dashboardPage(source, parameters) {
  const chosen = VARIABLES.flatMap((name) => {
    const values = parameters.getAll(`var-${name}`).filter((value) => value !== '' && value !== '$__all');
    return values.length > 0 ? [[`$${name}`, values.map(literal).join('|')]] : [];
  });
  const shown = panels({ ...Object.fromEntries(chosen), $__range: `${source.seconds}s` });
  const sections = await Promise.all(
    shown.map(async (panel) => {
      const { x, y, w, h } = panel.place;
      const content = await drawPanel(panel, source, w * COLUMN - 24, h * ROW - 90);
      const style = `left:${x * COLUMN}px;top:${y * ROW}px;width:${w * COLUMN - 4}px;height:${h * ROW - 4}px`;
      return `<section style="${style}"><h2>${panel.title}</h2>${content}</section>`;
    }),
  );
  const height = Math.max(...shown.map(({ place }) => place.y + place.h)) * ROW;
  return page('Vendor errors', `<div class="dashboard" style="height:${height}px">${sections.join('')}</div>`, STYLE);
}

/** A value within a regular expression within a string of PromQL. @param {string} value */
function literal(value) {
  return value.replaceAll(/[^\w-]/g, (character) => `\\\\${character}`);
}
