import { Check, Copy } from 'lucide-react';
import { Button } from './button';
import { useCopied } from './use-copied';

/** A text with a button that copies it. The label says what it is, such as “token”. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const { copied, copy } = useCopied(text);
  return (
    <div className="flex min-w-0 flex-col items-start gap-2 sm:flex-row">
      <pre className="w-full min-w-0 flex-1 rounded-lg bg-raised px-3 py-2.5 font-mono text-sm wrap-anywhere whitespace-pre-wrap select-all">
        {text}
      </pre>
      <Button look="secondary" aria-label={`Copy the ${label}`} onClick={copy}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
