/** Listeners of one event, in modules that know nothing of the editor. */
export class Emitter<Payload = void> {
  readonly #listeners = new Set<(payload: Payload) => void>();

  readonly event = (listener: (payload: Payload) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(payload: Payload): void {
    for (const listener of this.#listeners) listener(payload);
  }
}
