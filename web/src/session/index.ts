export { AccountGate } from './account-gate';
export { rememberDestination } from './destination';
export { useFragmentToken, type FragmentToken } from './fragment-token';
export { Page } from './page';
export {
  addPasskey,
  passkeyProblem,
  passkeysSupported,
  signInOptions,
  signInWithPasskey,
} from './passkey';
export { RequireAccount } from './require-account';
export { SentLink } from './sent-link';
export {
  enterAsGuest,
  fetchEntrance,
  fetchSession,
  requestLink,
  type Entrance,
  type RequestedLink,
} from './session';
export { emailProblem, isOnItsWay, useEmailState } from './use-email-state';
export { SessionProvider, useSession } from './session-context';
export { SessionGate } from './session-gate';
export { NameCard } from './name-card';
export { SignInCard } from './sign-in-card';
export { SignInPage } from './sign-in-page';
