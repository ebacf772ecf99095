import type { Panel } from './panels.js';
import { drawPanel } from './picture-panels.js';

const COLUMN = 60;
const ROW = 38;

const STYLE = `
  body { margin: 0; background: #111217; color: #ccccdc; font: 12px sans-serif; position: relative; }
  section { position: absolute; box-sizing: border-box; background: #181b1f; border: 1px solid #2c3235; padding: 8px; overflow: hidden; }
  h2 { font-size: 13px; margin: 0 0 6px; }
  svg { display: block; border-left: 1px solid #444; border-bottom: 1px solid #444; }
  .legend { font-size: 11px; line-height: 1.4; }
  .tiles { display: flex; gap: 8px; text-align: center; } .tiles div { flex: 1; } .tiles b { display: block; font-size: 26px; color: #73bf69; }
  .bar { position: relative; display: flex; justify-content: space-between; margin-bottom: 3px; padding: 2px 4px; }
  .bar i { position: absolute; inset: 0 auto 0 0; background: #1f60c4; opacity: .5; } .bar span { position: relative; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 2px 6px; border-bottom: 1px solid #2c3235; }
`;

/** The dashboard as a page, each panel where Grafana puts it. */
export async function drawDashboard(panels: readonly Panel[]): Promise<string> {
  const sections = await Promise.all(
    panels.map(async (panel) => {
      const { x, y, w, h } = panel.place;
      const content = await drawPanel(panel, w * COLUMN - 24, h * ROW - 90);
      const style = `left:${x * COLUMN}px;top:${y * ROW}px;width:${w * COLUMN - 4}px;height:${h * ROW - 4}px`;
      return `<section style="${style}"><h2>${panel.title}</h2>${content}</section>`;
    }),
  );
  const height = Math.max(...panels.map(({ place }) => place.y + place.h)) * ROW;
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body style="height:${height}px">${sections.join('')}</body>`;
}
