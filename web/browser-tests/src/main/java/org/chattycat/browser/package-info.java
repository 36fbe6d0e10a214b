/** Browsers for tests: the system's Chromium by Playwright, the system's Firefox by Puppeteer, WebKit by WebDriver, and axe-core. */
package org.chattycat.browser;
