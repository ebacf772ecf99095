import { execFileSync } from 'node:child_process';

/** Some tests run programs of their own against the package as it is shipped: it is built once before all tests. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
