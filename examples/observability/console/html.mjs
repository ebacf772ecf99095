// @ts-check

const STYLE = `
  body { margin: 0; background: #111217; color: #ccccdc; font: 13px sans-serif; position: relative; }
  main { max-width: 1100px; margin: 0 auto; padding: 16px; line-height: 1.5; }
  a { color: #6e9fff; } code, pre { background: #22252b; padding: 1px 4px; border-radius: 2px; }
  nav { padding: 8px 16px; border-bottom: 1px solid #2c3235; } nav a { margin-right: 16px; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 2px 6px; border-bottom: 1px solid #2c3235; vertical-align: top; }
  .error { color: #ff7383; }
`;

const NAVIGATION = [
  ['/', 'Alerts'],
  ['/runbook', 'Run-book'],
  ['/d/vendor-errors', 'Dashboard'],
  ['/search', 'Traces'],
]
  .map(([path, title]) => `<a href="${path}">${title}</a>`)
  .join('');

/** @param {unknown} text */
export function escaped(text) {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * A page of the console.
 *
 * @param {string} title
 * @param {string} body
 * @param {string} [style]
 */
export function page(title, body, style = '') {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}${style}</style><nav>${NAVIGATION}</nav>${body}</html>`;
}
