// @ts-check
import { randomUUID } from 'node:crypto';

/**
 * Reports the outcome of a message that Linq accepted, in a webhook some seconds later.
 *
 * @param {'usual' | 'trouble'} mix
 * @param {(payload: object) => void} receive the application's endpoint for webhooks
 */
export function webhooksOf(mix, receive) {
  const failing = mix === 'trouble' ? 2 : 25;
  let accepted = 0;

  return {
    /** @param {string | undefined} traceId the vendor's, of the call that it accepted */
    afterCall(traceId) {
      if (traceId === undefined) return;
      accepted++;
      const data =
        accepted % failing === 0
          ? // Every fifth failed message has a recipient who opted out.
            accepted % (5 * failing) === 0
            ? { code: 2024, reason: 'Recipient has opted out' }
            : { code: 4001, reason: 'Delivery failed' }
          : undefined;
      const payload = {
        event_type: data ? 'message.failed' : 'message.delivered',
        event_id: randomUUID(),
        trace_id: traceId,
        data: { message_id: randomUUID(), ...data },
      };
      const seconds = 0.2 + 6 * Math.random() ** 3;
      setTimeout(() => receive({ ...payload, created_at: new Date().toISOString() }), seconds * 1000);
    },
  };
}
