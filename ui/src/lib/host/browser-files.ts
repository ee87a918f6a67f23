// Files as a browser gives and takes them.

/** Gives the person a file to keep, as a download. */
export function offerFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Lets the person choose a file; `null` where none was chosen. */
export function askForFile(): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  return new Promise((chosen) => {
    input.addEventListener('change', () => chosen(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => chosen(null), { once: true });
    input.click();
  });
}
