export function unknownToOldBrowsers(built: { js?: string; css?: string }): string[]
