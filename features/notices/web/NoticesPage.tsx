import { PageTitle } from '@sotto/ui';
import NoticeList from './NoticeList.tsx';
import { texts } from './texts.ts';

/** Settings, Notices: everything one was told. */
export function NoticesPage() {
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.heading}</PageTitle>
      <NoticeList />
    </>
  );
}
