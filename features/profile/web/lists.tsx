/** What there may be several of: links, schools. */
import type { Education, ProfileLink } from '@sotto/domain';
import { Button, Field, IconButton, LineInput, TextInput } from '@sotto/ui';
import { Plus, Trash2 } from 'lucide-react';
import { type OfProfile, textOrNull } from './fields.tsx';
import { texts } from './texts.ts';

const newLink: ProfileLink = { name: '', url: '' };
const newSchool: Education = { school: '', degree: null, field: null, startYear: null, endYear: null };

/** `entries` with the one at `at` changed. */
const changed = <Entry,>(entries: readonly Entry[], at: number, change: Partial<Entry>): Entry[] =>
  entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
const without = <Entry,>(entries: readonly Entry[], at: number): Entry[] => entries.filter((_, index) => index !== at);

export function LinkList({ saving }: OfProfile) {
  const links = saving.values.otherLinks;
  const set = (otherLinks: ProfileLink[]) => saving.change({ otherLinks });
  return (
    <>
      {links.map((link, at) => (
        // Entries have nothing of their own to be known by but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="profile-entry of-link">
          <Field label={texts.linkName} error={saving.errorOf(`otherLinks.${at}.name`)}>
            <LineInput value={link.name} onChange={(event) => set(changed(links, at, { name: event.target.value }))} />
          </Field>
          <Field label={texts.linkUrl} error={saving.errorOf(`otherLinks.${at}.url`)}>
            <LineInput type="url" value={link.url} onChange={(event) => set(changed(links, at, { url: event.target.value }))} />
          </Field>
          <IconButton icon={Trash2} size="small" label={texts.removeLink(link.name)} onClick={() => set(without(links, at))} />
        </div>
      ))}
      <Button className="after" size="small" icon={Plus} onClick={() => set([...links, newLink])}>
        {texts.addLink}
      </Button>
    </>
  );
}

export function EducationList({ saving }: OfProfile) {
  const schools = saving.values.education;
  const set = (education: Education[]) => saving.change({ education });
  return (
    <>
      {schools.map((school, at) => {
        const field = (name: 'school' | 'degree' | 'field') => (
          <Field key={name} label={texts[name]} error={saving.errorOf(`education.${at}.${name}`)}>
            <LineInput
              value={school[name] ?? ''}
              onChange={({ target: { value } }) =>
                set(changed(schools, at, { [name]: name === 'school' ? value : textOrNull(value) }))
              }
            />
          </Field>
        );
        const year = (name: 'startYear' | 'endYear') => (
          <Field key={name} label={texts[name]} error={saving.errorOf(`education.${at}.${name}`)}>
            <TextInput
              inputMode="numeric"
              maxLength={4}
              value={school[name] ?? ''}
              onChange={({ target: { value } }) => set(changed(schools, at, { [name]: yearIn(value) }))}
            />
          </Field>
        );
        return (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <div key={at} className="profile-entry of-school">
            {field('school')}
            {field('degree')}
            {field('field')}
            {year('startYear')}
            {year('endYear')}
            <IconButton
              icon={Trash2}
              size="small"
              label={texts.removeSchool(school.school)}
              onClick={() => set(without(schools, at))}
            />
          </div>
        );
      })}
      <Button className="after" size="small" icon={Plus} onClick={() => set([...schools, newSchool])}>
        {texts.addSchool}
      </Button>
    </>
  );
}

/** Digits only; a year that is being typed is a small number until it is whole. */
function yearIn(text: string): number | null {
  const digits = text.replaceAll(/\D/g, '');
  return digits === '' ? null : Number(digits);
}
