/** Returns whether an address fits a pattern such as `/customers/:customerId`. */
export function fits(pattern: string, path: string): boolean {
  const parts = partsOf(path);
  const wanted = partsOf(pattern);
  return (
    wanted.length === parts.length &&
    wanted.every((part, index) => part.startsWith(':') || part === parts[index])
  );
}

function partsOf(path: string): string[] {
  return path.split('/').filter(part => part !== '');
}
