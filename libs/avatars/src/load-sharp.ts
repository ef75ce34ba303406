/** Loaded at first use: processes that only ask for pictures carry no native image library. */
export const loadSharp = async () => (await import('sharp')).default;
