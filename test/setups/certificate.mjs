import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './npm.mjs';

const file = (name) => join(CACHE, name);

/** A certificate for 127.0.0.1 that signs itself: some backends' SDKs send by HTTPS only. Made once. */
export function certificate() {
  const [keyFile, certFile] = [file('sink.key'), file('sink.crt')];
  if (!existsSync(certFile)) {
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
    const options = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-keyout', keyFile, '-out', certFile];
    const { status, stderr } = spawnSync('openssl', ['req', ...options, ...names], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`);
  }
  return { file: certFile, key: readFileSync(keyFile), cert: readFileSync(certFile) };
}
