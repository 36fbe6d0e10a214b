/** What browser tests use beside Playwright: a driver for the system's Firefox, and axe-core. */
package org.chattycat.browser;
