/** @see https://messages.dev/docs/api-reference/overview */
export const routes = ['/v1/audio-messages', '/v1/chats', '/v1/files', '/v1/lines', '/v1/messages', '/v1/outbox', '/v1/reactions', '/v1/receipts', '/v1/typing', '/v1/webhooks'];
