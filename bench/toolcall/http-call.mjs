const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/**
 * The bytes of one call of a tool without arguments, as a client of the revision sends them.
 *
 * @param {string} url
 * @param {string} revision
 * @param {string} name
 */
export function callFor(url, revision, name) {
  const isModern = revision === '2026-07-28';
  return {
    url: new URL(url),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': revision,
      ...(isModern && { 'mcp-method': 'tools/call', 'mcp-name': name }),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: {}, ...(isModern && { _meta: envelope }) },
    }),
    isAnswer: (/** @type {string} */ text) => text.includes('"structuredContent"'),
  };
}
