import { execFileSync } from 'node:child_process';

/** Builds the package once before all tests, because some tests run programs against it. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
