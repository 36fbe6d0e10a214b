import { lazy } from 'react';

export const AccountPage = lazy(() => import('./account-page'));
export { PasskeyOffer } from './passkey-offer';
