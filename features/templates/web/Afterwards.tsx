/** What may follow once a letter is open in the mail program. Whether it was sent only the person knows. */
import { limits, type TemplatePurpose } from '@sotto/domain';
import { useFormat } from '@sotto/features/settings/web';
import { Button } from '@sotto/ui';
import { useCountFollowUp, useLogLetter, useMarkThanks } from './queries.ts';
import { texts } from './texts.ts';
import type { About } from './values.ts';

export interface AfterwardsProps extends Omit<About, 'profile'> {
  readonly purpose: TemplatePurpose;
  readonly subject: string;
  readonly body: string;
}

export function Afterwards({ application, contact, interview, purpose, subject, body }: AfterwardsProps) {
  const today = useFormat().today();
  const log = useLogLetter();
  const follow = useCountFollowUp();
  const thank = useMarkThanks();
  const canLog = application !== null || contact !== null;
  const toThank = purpose === 'thank_you' && interview !== null && interview.thankYouSentOn === null;
  if (!canLog) return null;
  function logIt(): void {
    log.mutate({
      subject: subject.slice(0, limits.line).trim() || null,
      notes: body.slice(0, limits.remark) || null,
      contactIds: contact === null ? [] : [contact.id],
      applicationId: application?.id ?? null,
    });
  }
  return (
    <section className="afterwards">
      <h3>{texts.afterwards}</h3>
      <div className="buttons">
        <Button disabled={log.isPending || log.isSuccess} onClick={logIt}>
          {texts.log}
        </Button>
        {toThank && (
          <Button disabled={thank.isPending || thank.isSuccess} onClick={() => thank.mutate({ interview, on: today })}>
            {texts.thanked}
          </Button>
        )}
        {application !== null && !toThank && (
          <Button
            disabled={follow.isPending || follow.isSuccess}
            onClick={() => follow.mutate({ id: application.id, company: application.company.name })}
          >
            {texts.followedUp}
          </Button>
        )}
      </div>
    </section>
  );
}
