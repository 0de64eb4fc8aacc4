/** What can be set, by topic. Each topic is one section of the settings editor. */
export const configuration: readonly object[] = [];
