// The word with which the program is started as a thread; apart, since Node's threads take their time to load.

export const THREAD = "--thread";
