import { readFileSync } from 'node:fs';

const NAME = 'opentelemetry-instrumentation-vendor-errors';
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** The address of the repository. */
export const repository: string = manifest.repository.url.replace(/^git\+|\.git$/g, '');

/** A page whose links into the repository begin with the address of package.json. */
export function withRepository(text: string): string {
  return text.replace(new RegExp(`https://[\\w.-]+/[\\w.-]+/${NAME}(?=[/#)\\s])`, 'g'), repository);
}

/** Code, in which nothing is a link. */
const CODE = /^```.*?^```$|`[^`\n]*`/gms;

/** The targets of the links of a Markdown page. */
export function linksOf(text: string): readonly string[] {
  const inline = [...text.replace(CODE, '').matchAll(/\]\(([^()\s]+)\)/g)];
  const definitions = [...text.replace(CODE, '').matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...definitions].map(([, target = '']) => target);
}

/** Labels that a page refers to (`[text][label]`) without defining them. */
export function undefinedLabels(text: string): readonly string[] {
  const labels = [...text.replace(CODE, '').matchAll(/\]\[([^\]]+)\]/g)].map(([, label = '']) => label);
  return labels.filter((label) => !text.includes(`\n[${label}]: `));
}

/** The anchors of the headings of a Markdown page, as GitHub makes them: the second of a name gets a number. */
export function anchorsOf(text: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...text.replace(/^```.*?^```$/gms, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}
