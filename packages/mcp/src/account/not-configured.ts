/** A tool needs the Jenji account and none was configured. The message is the way to configure one. */
export class NotConfigured extends Error {
  override name = 'NotConfigured';
}
