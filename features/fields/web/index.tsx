/** Fields of one's own in the browser: defining them, and filling them in wherever an application is shown. */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { fieldLinks } from './links.ts';
import { titles } from './titles.ts';

export { CustomInputs, type CustomInputsProps } from './CustomInputs.tsx';
export { type FieldView, useCreateField, useFields } from './queries.ts';
export { fieldLinks } from './links.ts';
export { inputTypeOf, labelsOf, readTyped, valueInWords, valueShown } from './value-words.tsx';

const page = fieldLinks.manage().to;

export const fieldsWeb: WebFeature = {
  name: 'fields',
  routes: [
    { path: page, frame: 'settings', title: titles.fields, view: lazyView(() => import('./FieldsPage.tsx'), 'FieldsPage') },
  ],
  settings: [{ to: page, label: titles.fields, order: 55 }],
};
