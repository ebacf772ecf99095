// @ts-check
// A service sends a message, and a webhook reports its failure later: `node examples/webhooks/one-process.mjs`.
import { startVendorSimulator } from 'opentelemetry-instrumentation-vendor-errors/testing';
import { startApplication } from './application.mjs';
import { story, until } from './story.mjs';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const simulator = await startVendorSimulator();
const application = await startApplication({ linqHost: simulator.linq.host, secret, webhooks: true });
const { telemetry, records, webhookUrl } = application;

// Webhooks can be late, repeated and out of order.
simulator.deliverLinqWebhooks({
  url: webhookUrl,
  secret,
  events: ['message.failed', 'message.sent', 'message.failed'],
  delay: 1000,
});
await application.send();
await until(() => story(telemetry.spans()).webhooks.length === 3);
const { calls, webhooks } = story(telemetry.spans());

console.log('\nThe service calls Linq, which accepts the message:\n');
console.log(calls.join('\n'));
console.log('\nA second later the webhooks come, each a request with a span of its own:\n');
webhooks.forEach((webhook, index) => {
  console.log(webhook);
  if (records[index]?.duplicate) console.log('    the same event again       not counted');
});
console.log('\nWhat was counted:\n');
for (const line of await telemetry.counts()) console.log(`  ${line}`);
console.log();

await simulator.close();
await application.stop();
