interface Broken {
  kind: 'LATENCY' | 'NO_READING' | 'LOSS';
  /** In ms or percent. */
  threshold: number | null;
  seconds: number;
}

/** What breaks a rule, in the words of the server's notices and emails. */
export function alertText({ kind, threshold, seconds }: Broken): string {
  switch (kind) {
    case 'LATENCY':
      return `latency above ${String(threshold)} ms for ${seconds} s`;
    case 'NO_READING':
      return `no clock reading for ${seconds} s`;
    case 'LOSS':
      return `packet loss above ${String(threshold)} % for ${seconds} s`;
  }
}
