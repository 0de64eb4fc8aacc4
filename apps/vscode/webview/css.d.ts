/** The build gathers what a page imports of these into one stylesheet beside its script. */
declare module '*.css';
