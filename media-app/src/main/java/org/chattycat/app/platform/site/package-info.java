/** The web site: the page and its files, security headers, checks of origin and size, and error responses. */
package org.chattycat.app.platform.site;
