import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The log files of a VS Code: one folder for each extension host, a file for each output channel of an extension. */
export class HostLogs {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All that the extension hosts wrote of themselves: what extensions threw and nobody caught is there. */
  async extensionHosts(): Promise<string> {
    return await this.#read((path) => basename(path) === 'remoteexthost.log');
  }

  /**
   * What an extension wrote into its log channel.
   *
   * @param channel The channel's name as "Output" lists it.
   */
  async channel(channel: string): Promise<string> {
    return await this.#read((path) => basename(path) === `${channel}.log`);
  }

  /** Lines of the extension hosts' logs that tell of an error and name the extension, with what follows each. */
  async errorsOf(extensionId: string): Promise<string[]> {
    const entries = (await this.extensionHosts()).split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \[)/m);
    return entries.filter(
      (entry) => /^\S+ \S+ \[error\]/.test(entry) && entry.toLowerCase().includes(extensionId.toLowerCase()),
    );
  }

  async #read(wanted: (path: string) => boolean): Promise<string> {
    const files = await readdir(this.#folder, { recursive: true }).catch(() => []);
    const texts = files.filter(wanted).map((path) => readFile(join(this.#folder, path), 'utf8'));
    return (await Promise.all(texts)).join('\n');
  }
}
