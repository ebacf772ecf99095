import fc from 'fast-check';
import { RouteTable } from '../../src/definition/routes.js';
import { fuzz, must } from './cases.js';

const anySegment = fc.constantFrom('v3', 'chats', 'messages', 'search', 'x');
const anyRoute = fc
  .tuple(anySegment, fc.array(fc.oneof(anySegment, fc.constantFrom('{id}', '{name}')), { maxLength: 4 }))
  .map((segments) => `/${segments.flat().join('/')}`)
  // Two names for one place would leave open which is meant.
  .filter((route) => !(route.includes('{id}') && route.includes('{name}')));
const anyRoutes = fc.uniqueArray(anyRoute, { maxLength: 8, selector: (route) => route.replaceAll('{name}', '{id}') });
const anyPath = fc
  .tuple(
    fc.array(fc.oneof(anySegment, fc.constantFrom('', '.', '..', '550e8400', '%2F', '{id}')), { maxLength: 9 }),
    fc.boolean(),
  )
  .map(([segments, ends]) => `/${segments.join('/')}${ends ? '/' : ''}`);

/** The same in the plainest way: the first end of the path that a route fits, and of these the one with words first. */
function routeOf(routes: readonly string[], path: string): string | undefined {
  const whole = path.split('/').slice(1);
  if (whole.at(-1) === '') whole.pop();
  for (let begin = 0; begin < whole.length; begin += 1) {
    const segments = whole.slice(begin);
    const fitting = routes.filter((route) => {
      const steps = route.split('/').slice(1);
      return (
        steps.length === segments.length &&
        steps.every((step, index) => step === segments[index] || (step.startsWith('{') && segments[index] !== ''))
      );
    });
    const rank = (route: string) =>
      route
        .split('/')
        .map((step, index) => (step.startsWith('{') && step !== segments[index - 1] ? 'b' : 'a'))
        .join('');
    if (fitting.length > 0) return fitting.sort((one, other) => (rank(one) < rank(other) ? -1 : 1))[0];
  }
  return undefined;
}

fuzz(
  'routes: the route of a path',
  fc.property(anyRoutes, anyPath, (routes, path) => {
    const found = new RouteTable(routes).find(path);
    must(found === undefined || routes.includes(found), 'no route', path, found);
    must(found === routeOf(routes, path), 'another route', path, found, routeOf(routes, path));
  }),
);
