/** Browsers for tests: the system's Chromium by Playwright, the system's Firefox by Puppeteer, and axe-core for both. */
package org.chattycat.browser;
