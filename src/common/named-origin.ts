/** An origin whose host is an IP address. */
const ADDRESS = /^(https?:)\/\/(?:[\d.]+|\[[^\]]*\])(?::\d+)?$/;

/**
 * The origin with the name in the header `Host`, for a request to an IP address: through the interceptor `dns` of undici,
 * or to a local proxy.
 */
export function namedOriginOf(host: string | null | undefined, origin: string): string | undefined {
  const protocol = host ? ADDRESS.exec(origin)?.[1] : undefined;
  return protocol && `${protocol}//${host}`;
}
