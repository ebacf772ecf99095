import { type Channel, type ChannelListener, channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { diag } from '@opentelemetry/api';

/**
 * Listens to a diagnostics channel. Errors of the listener are reported, because an error in a subscriber ends the
 * process.
 */
export function listen<Message>(name: string, onMessage: (message: Message) => void): () => void {
  const subscriber = (message: unknown): void => {
    try {
      onMessage(message as Message);
    } catch (error) {
      diag.error('vendor-errors: a call could not be followed', error);
    }
  };
  subscribe(name, subscriber);
  return () => {
    unsubscribe(name, subscriber);
  };
}

/**
 * Listens to a diagnostics channel after all other subscribers. Instrumentations start their spans in subscribers of the
 * same channel, so only the last subscriber knows whether a call has a span. `subscribe` of this channel is watched, so that
 * the listener moves behind later subscribers.
 *
 * @param beforeMove - Called after another subscription and before the listener moves to the end.
 */
export function listenLast<Message>(
  name: string,
  onMessage: (message: Message) => void,
  beforeMove: (subscriber: ChannelListener) => void = () => {},
): () => void {
  const watched: Channel = channel(name);
  let isMoving = false;
  let stop = listen(name, onMessage);
  function subscribeInFront(this: Channel, subscriber: ChannelListener): void {
    Object.getPrototypeOf(this).subscribe.call(this, subscriber);
    if (isMoving) return;
    isMoving = true;
    try {
      beforeMove(subscriber);
      const stopFormer = stop;
      stop = listen(name, onMessage);
      stopFormer();
    } finally {
      isMoving = false;
    }
  }
  watched.subscribe = subscribeInFront;
  return () => {
    // The class has different methods for channels with and without subscribers, so the method cannot be assigned back.
    if (watched.subscribe === subscribeInFront) delete (watched as Partial<Channel>).subscribe;
    stop();
  };
}
