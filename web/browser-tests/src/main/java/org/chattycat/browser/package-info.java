/** Drives for tests the browser that Playwright does not drive. Chromium needs nothing from here. */
package org.chattycat.browser;
