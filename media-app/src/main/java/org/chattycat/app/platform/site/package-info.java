/** The web site itself: the page and its files, which headers go with them, and how errors read. */
package org.chattycat.app.platform.site;
