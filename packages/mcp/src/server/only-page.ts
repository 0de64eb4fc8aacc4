import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** For lists that have one page. @throws ProtocolError for a cursor: this server gave none. */
export function onlyPage(params: { cursor?: string | undefined } | undefined): void {
  if (params?.cursor === undefined) return;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'cursor: is none of this list, which has one page');
}
