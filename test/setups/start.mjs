import { spawn, spawnSync } from 'node:child_process';
import { createServer, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { measure } from './measure.mjs';
import { environmentOf } from './npm.mjs';
import { startSink } from './sink.mjs';
import { startVendor } from './vendor.mjs';

const START_MS = 60_000;
const EXIT_MS = 20_000;
const PLUGIN_LINE = /vendor-errors|VENDOR_ERRORS|duplicate registration/i;
/** Frames of a stack trace and the code that Node.js prints above it. */
const NOISE = /^\s+at |^\s*file:\/\/|^\s*\^/;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What every set-up gets: exporters lead to the sink, soon; nothing looks for clouds around the machine. */
function telemetryEnvironment(sink) {
  return {
    OTEL_SERVICE_NAME: 'service',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${sink}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_METRIC_EXPORT_INTERVAL: '500',
    OTEL_METRIC_EXPORT_TIMEOUT: '500',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    OTEL_NODE_RESOURCE_DETECTORS: 'env',
  };
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function ask(port) {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/calls', agent: false, timeout: 30_000 }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
    })
      .on('timeout', function abort() {
        this.destroy(new Error('no answer in time'));
      })
      .on('error', reject);
  });
}

/** The service's answer; it is asked until it listens. */
async function askWhenReady(port, child) {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the service ended before it was asked');
    try {
      const { status, text } = await ask(port);
      if (status !== 200) throw new Error(`the service answered ${status}: ${text.slice(0, 200)}`);
      return JSON.parse(text);
    } catch (error) {
      if (error.code !== 'ECONNREFUSED') throw error;
    }
  }
  throw new Error('the service never listened');
}

/** Starts the set-up's service as its users do, has it call, and measures what came of it. */
export async function run(setup, node, folder, log) {
  const sink = await startSink();
  const vendor = await startVendor();
  const port = await freePort();
  const values = { SINK: sink.port, SECURE_SINK: sink.securePort, PORT: port, VENDOR: vendor.env.VENDOR_PORT };
  const env = {
    ...environmentOf(node),
    ...telemetryEnvironment(sink.port),
    ...vendor.env,
    PORT: String(port),
    NODE_EXTRA_CA_CERTS: sink.certificateFile,
    NODE_OPTIONS: `--require ${join(folder, 'hosts.cjs')}`,
    ...Object.fromEntries(Object.entries(setup.env ?? {}).map(([name, value]) => [name, filled(value, values)])),
  };
  let output = '';
  let exit = null;
  let outcomes;
  let failure;
  try {
    for (const step of setup.steps ?? []) {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', filled(step, values)], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      log(`$ ${step}\n${stdout}${stderr}`);
      if (status !== 0) throw new Error(`'${step}' failed: ${lastLine(stderr) || lastLine(stdout)}`);
    }
    if (setup.start === undefined) return { warnings: [], outcomes: {}, exit: 0 };
    const command = filled(setup.start, values);
    const child = spawn('sh', ['-c', `exec ${command}`], {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
    child.stdout.on('data', (data) => log(String(data)));
    child.stderr.on('data', (data) => {
      output += data;
      log(String(data));
    });
    try {
      if (setup.warmUp) await sleep(setup.warmUp);
      outcomes = await askWhenReady(port, child);
      if (setup.stop) {
        await sleep(2500);
        child.kill(setup.stop);
      }
      exit = await Promise.race([ended, sleep(EXIT_MS, 'still running', { ref: false })]);
    } finally {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended, with all that it started.
      }
      if (exit === null) exit = await ended;
    }
  } catch (error) {
    failure = error.message;
  } finally {
    sink.close();
    vendor.close();
  }
  for (const problem of sink.problems) log(problem);
  log(`sink: ${[...sink.seen].join(' ')}`);
  log(JSON.stringify(sink.spans, null, 1));
  const lines = output.split('\n').filter((line) => PLUGIN_LINE.test(line) && !NOISE.test(line));
  const crash = failure === undefined ? undefined : /^\S*Error.*$/m.exec(output)?.[0];
  return {
    ...measure({ spans: sink.spans, points: sink.points, traceparents: vendor.traceparents() }),
    outcomes: outcomes ?? {},
    exit,
    failure: crash === undefined ? failure : `${failure}: ${crash}`,
    warnings: lines,
  };
}

const lastLine = (text) => text.trim().split('\n').at(-1);
