/** Letters to begin with. They are kept nowhere until somebody takes one. */
import type { TemplatePurpose } from '@sotto/domain';

export interface StartingText {
  readonly name: string;
  readonly purpose: TemplatePurpose;
  readonly subject: string;
  readonly body: string;
}

export const startingTexts: readonly StartingText[] = [
  {
    name: 'Follow up on an application',
    purpose: 'follow_up',
    subject: 'My application as {{title}}',
    body: 'Dear {{contact.name}},\n\non {{applied.date}} I applied as {{title}} at {{company}}. I am still very interested, and would like to ask how far you have come.\n\nIf anything is missing, I will gladly send it.\n\nKind regards\n{{my.name}}\n',
  },
  {
    name: 'Thank you after an interview',
    purpose: 'thank_you',
    subject: 'Thank you for the interview',
    body: 'Dear {{contact.name}},\n\nthank you for the time you took on {{interview.date}}. I enjoyed hearing about the work at {{company}}, and I would be glad to join you as {{title}}.\n\nShould any question be open, please write to me.\n\nKind regards\n{{my.name}}\n',
  },
  {
    name: 'Apply by e-mail',
    purpose: 'application',
    subject: 'Application as {{title}}',
    body: 'Dear {{contact.name}},\n\nI would like to apply as {{title}} at {{company}}. My resume is attached.\n\nI look forward to hearing from you.\n\nKind regards\n{{my.name}}\n{{my.email}}\n{{my.phone}}\n',
  },
  {
    name: 'Withdraw an application',
    purpose: 'withdraw',
    subject: 'My application as {{title}}',
    body: 'Dear {{contact.name}},\n\nthank you for considering me as {{title}}. I have decided for another position and withdraw my application.\n\nI wish you and {{company}} all the best.\n\nKind regards\n{{my.name}}\n',
  },
  {
    name: 'Answer an offer',
    purpose: 'negotiate',
    subject: 'Your offer: {{title}}',
    body: 'Dear {{contact.name}},\n\nthank you for your offer. I would like to work at {{company}}.\n\nBefore I accept, I would like to speak with you about the pay. When would it suit you?\n\nKind regards\n{{my.name}}\n',
  },
  {
    name: 'Ask someone you know',
    purpose: 'networking',
    subject: 'A question about {{company}}',
    body: 'Hello {{contact.givenName}},\n\nI am looking at the position of {{title}} at {{company}}, and I thought of you. Would you have a quarter of an hour to tell me how it is to work there?\n\nThank you\n{{my.givenName}}\n',
  },
];
