import { Button, type ButtonLook } from '@sotto/ui';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { texts } from '../texts-security.ts';

interface CopyButtonProps extends ButtonLook {
  readonly text: string;
  readonly label?: string;
  /** For those who do not see what it stands beside. */
  readonly name?: string;
}

/** Puts a text on the clipboard and says so. Nothing where the browser has none for us: the text can be marked by hand. */
export function CopyButton({ text, label = texts.copy, name, ...look }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  if (!isSecureContext) return null;
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }
  return (
    <>
      <Button {...look} icon={Copy} aria-label={copied ? undefined : name} onClick={() => void copy()}>
        {copied ? texts.copied : label}
      </Button>
      <span className="hidden-name" role="status">
        {copied && texts.copied}
      </span>
    </>
  );
}
