/** Beginning a letter from anywhere: Today, an application, a person, a template. The form itself loads when it is first opened. */
import type { TemplatePurpose } from '@sotto/domain';
import { createStore } from '@sotto/ui/app';

/** What is known of it already. */
export interface LetterStart {
  readonly templateId?: string | undefined;
  /** Templates of this purpose are offered first. */
  readonly purpose?: TemplatePurpose | undefined;
  readonly applicationId?: string | undefined;
  readonly contactId?: string | undefined;
  /** Whom to write to where no contact is chosen. */
  readonly email?: string | undefined;
}

/** The letter that is open; `null`: none. */
export const letterForm = createStore<LetterStart | null>(null);

export function openLetter(start: LetterStart = {}): void {
  letterForm.set(start);
}

export function closeLetter(): void {
  letterForm.set(null);
}
