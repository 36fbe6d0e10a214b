import { AlertRules } from '../alerts';
import { type FragmentToken, Page, RequireAccount, useFragmentToken } from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Loading } from '../ui/panels';
import { fetchAccount } from './account';
import { DataSection } from './data-section';
import { EmailConfirmation } from './email-confirmation';
import { PasskeySection } from './passkey-section';
import { ProfileSection } from './profile-section';
import { Section } from './section';
import { SessionSection } from './session-section';
import { TokenSection } from './token-section';
import { useResource } from './use-resource';
import { WebhookSection } from './webhook-section';

/** `/account`: everything that people can change about their account. */
export default function AccountPage() {
  // Read before the person is asked to sign in, and kept until they have signed in.
  const emailToken = useFragmentToken('email-token');
  return (
    <RequireAccount reason="Sign in to see your account">
      {() => <Details emailToken={emailToken} />}
    </RequireAccount>
  );
}

function Details({ emailToken: { token, forget } }: { emailToken: FragmentToken }) {
  const { data, problem, reload } = useResource(fetchAccount);
  return (
    <Page title="Account">
      <div className="flex flex-col gap-3 pb-6">
        <Heading className="text-2xl font-semibold tracking-tight">Account</Heading>
        {token !== null && (
          <EmailConfirmation
            key={token}
            token={token}
            onUsed={forget}
            onDone={() => void reload()}
          />
        )}
        {problem !== null && (
          <Banner
            tone="danger"
            action={
              <Button look="secondary" onClick={() => void reload()}>
                Try again
              </Button>
            }
          >
            {problem}
          </Banner>
        )}
      </div>
      {data === null && problem === null && <Loading />}
      {data !== null && (
        <>
          <ProfileSection account={data} />
          <PasskeySection />
          <SessionSection />
          <TokenSection />
          <Section
            title="Alerts"
            text="Rules about what is measured in meetings that you created. Alerts are shown in the room and on the meeting’s history."
          >
            <AlertRules meetingId={null} />
          </Section>
          <WebhookSection />
          <DataSection account={data} />
        </>
      )}
    </Page>
  );
}
