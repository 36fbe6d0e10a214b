import { loadablePage } from '../ui/loadable';

export const AccountPage = loadablePage(() => import('./account-page'));
export { PasskeyOffer } from './passkey-offer';
