import './clock.css';
import { takeLinkToken } from './link-token';
import { ClockPage } from './page';

new ClockPage(takeLinkToken());
// Another link that is opened in the same tab changes the fragment only.
window.addEventListener('hashchange', () => {
  if (location.hash.length > 1) {
    takeLinkToken();
    location.reload();
  }
});
