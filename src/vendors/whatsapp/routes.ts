/**
 * The calls that are watched. `/{version}/{mediaId}`, by which media are read and deleted, is not among them: every node of the
 * Graph API has such a path.
 */
export const routes = ['POST /{version}/{phoneNumberId}/messages', 'POST /{version}/{phoneNumberId}/marketing_messages', 'POST /{version}/{phoneNumberId}/media'];
