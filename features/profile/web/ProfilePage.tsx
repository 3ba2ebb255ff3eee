/** Settings, Profile: what the extension fills into forms. Everything saves by itself. */
import './profile.css';
import { Block, Button, Line, Note, PageTitle, Skeleton } from '@sotto/ui';
import { notify } from '@sotto/ui/app';
import { useState } from 'react';
import type { ProfileView } from '../api.ts';
import { useAutosave } from './autosave.ts';
import { AddressFields, LineField, type OfProfile } from './fields.tsx';
import { EducationList, LinkList } from './lists.tsx';
import { PayFields } from './PayFields.tsx';
import { useDeleteProfile, useProfile } from './queries.ts';
import { Resume } from './Resume.tsx';
import { RightToWork } from './RightToWork.tsx';
import { SureDialog } from './SureDialog.tsx';
import { texts } from './texts.ts';

export function ProfilePage() {
  const { data: profile, isError } = useProfile();
  return (
    <div className="profile">
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      {profile ? (
        <Profile profile={profile} />
      ) : isError ? (
        <Note tone="bad">{texts.notLoaded}</Note>
      ) : (
        <Skeleton lines={8} height="2.5rem" />
      )}
    </div>
  );
}

function Profile({ profile }: { readonly profile: ProfileView }) {
  const saving = useAutosave(profile);
  // After the profile was deleted the fields begin anew, with nothing in them.
  const [begun, setBegun] = useState(0);
  const isEmpty = profile.revision === 0 && saving.state === 'saved';
  function beginAnew() {
    saving.forget();
    setBegun(begun + 1);
  }
  return (
    <>
      <p className="profile-state faint" role="status">
        {isEmpty ? texts.empty : texts.state[saving.state]}
      </p>
      <Fields key={begun} saving={saving} />
      <Resume resume={profile.resume} />
      {profile.revision > 0 && <Ending onDone={beginAnew} />}
    </>
  );
}

function Fields({ saving }: OfProfile) {
  return (
    <div onBlur={saving.flush}>
      <Block title={texts.name}>
        <div className="profile-fields">
          <LineField saving={saving} name="honorific" autoComplete="honorific-prefix" />
          <LineField saving={saving} name="givenName" autoComplete="given-name" />
          <LineField saving={saving} name="middleName" autoComplete="additional-name" />
          <LineField saving={saving} name="familyName" autoComplete="family-name" />
        </div>
      </Block>
      <Block title={texts.reach}>
        <div className="profile-fields">
          <LineField saving={saving} name="email" type="email" autoComplete="email" wide />
          <LineField saving={saving} name="phoneCountryCode" type="tel" autoComplete="tel-country-code" />
          <LineField saving={saving} name="phone" type="tel" autoComplete="tel-national" />
        </div>
      </Block>
      <Block title={texts.live}>
        <AddressFields saving={saving} />
      </Block>
      <Block title={texts.links}>
        <div className="profile-fields">
          <LineField saving={saving} name="linkedinUrl" type="url" wide />
          <LineField saving={saving} name="githubUrl" type="url" wide />
          <LineField saving={saving} name="websiteUrl" type="url" autoComplete="url" wide />
        </div>
        <LinkList saving={saving} />
      </Block>
      <Block title={texts.work}>
        <div className="profile-fields">
          <LineField saving={saving} name="currentCompany" autoComplete="organization" />
          <LineField saving={saving} name="currentTitle" autoComplete="organization-title" />
          <LineField saving={saving} name="noticePeriod" />
        </div>
      </Block>
      <Block title={texts.pay}>
        <PayFields saving={saving} />
      </Block>
      <Block title={texts.education}>
        <EducationList saving={saving} />
      </Block>
      <Block title={texts.right}>
        <RightToWork saving={saving} />
      </Block>
    </div>
  );
}

function Ending({ onDone }: { readonly onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteProfile();
  function end() {
    remove.mutate(undefined, {
      onSuccess: () => {
        setAsking(false);
        onDone();
        notify({ text: texts.deleted });
      },
    });
  }
  return (
    <Block title={texts.ending}>
      <Line name={texts.delete} sub={texts.deleteSub}>
        <Button size="small" look="warned" onClick={() => setAsking(true)}>
          {texts.delete}
        </Button>
      </Line>
      {asking && (
        <SureDialog
          title={texts.deleteSure}
          lead={texts.deleteLead}
          act={texts.delete}
          busy={remove.isPending}
          onSure={end}
          onClose={() => setAsking(false)}
        />
      )}
    </Block>
  );
}
