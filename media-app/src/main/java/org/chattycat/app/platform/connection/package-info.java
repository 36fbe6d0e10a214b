/** What one client may take of the web server's connections: how long a request may take to arrive, and how many may be open. */
package org.chattycat.app.platform.connection;
