// @ts-check
// One process of a service sends a message, and another one receives the webhook of its failure. The shared Redis joins
// the two: `REDIS_URL=redis://127.0.0.1:6379 node examples/webhooks/two-processes.mjs`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startVendorSimulator } from 'opentelemetry-instrumentation-vendor-errors/testing';
import { createClient } from 'redis';

const url = process.env.REDIS_URL;
if (url === undefined || !(await answers(url))) {
  console.error(`${url ? `No Redis answers at ${url}.` : 'This example needs Redis.'} Start it, and set its address:

  redis-server --port 6379 --save '' --appendonly no
  REDIS_URL=redis://127.0.0.1:6379 node examples/webhooks/two-processes.mjs
`);
  process.exit(1);
}

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const simulator = await startVendorSimulator();
const env = { ...process.env, LINQ_HOST: simulator.linq.host, REDIS_URL: url, WEBHOOK_SECRET: secret };
const caller = await startProcess();
const receiver = await startProcess();
simulator.deliverLinqWebhooks({ url: receiver.webhookUrl, secret, events: ['message.failed', 'message.failed'] });

const { calls } = await caller.ask('send');
console.log(`\nProcess ${caller.pid} calls Linq, which accepts the message:\n`);
console.log(calls.join('\n'));

let answer = await receiver.ask('report');
while (answer.webhooks.length < 2) answer = await receiver.ask('report');
console.log(`\nProcess ${receiver.pid} gets the webhook, twice:\n`);
console.log(answer.webhooks.join('\n'));
console.log(`\nWhat process ${receiver.pid} counted:\n`);
for (const line of answer.counts) console.log(`  ${line}`);
console.log();

for (const { stop } of [caller, receiver]) stop();
await simulator.close();

async function startProcess() {
  const child = fork(fileURLToPath(new URL('process.mjs', import.meta.url)), { env });
  const [{ webhookUrl }] = await once(child, 'message');
  return {
    pid: child.pid,
    webhookUrl: String(webhookUrl),
    /**
     * @param {'send' | 'report'} order
     * @returns {Promise<{ calls: string[], webhooks: string[], counts: string[] }>}
     */
    async ask(order) {
      child.send(order);
      const [answer] = await once(child, 'message');
      return answer;
    },
    stop: () => child.disconnect(),
  };
}

/** @param {string} redisUrl */
async function answers(redisUrl) {
  try {
    const client = createClient({ url: redisUrl, socket: { reconnectStrategy: false } });
    client.on('error', () => undefined);
    await client.connect();
    await client.close();
    return true;
  } catch {
    return false;
  }
}
