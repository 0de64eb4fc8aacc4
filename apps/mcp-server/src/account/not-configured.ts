/** A tool needs the Jenji account and none was configured. The message is the way to configure one. */
export class NotConfigured extends Error {
  override name = 'NotConfigured';

  constructor() {
    super(
      [
        'No Jenji account is configured, so this server can list its tools but not run them.',
        'Tell the user: set the environment variables JENJI_API_USER and JENJI_API_SECRET (an API key of Jenji, from its',
        'administration) in the configuration of this MCP server and start it again. For a bookkeeper key set also',
        'JENJI_KEY_TYPE=bookkeeper. To try it without an account, start it with --sandbox.',
      ].join(' '),
    );
  }
}
