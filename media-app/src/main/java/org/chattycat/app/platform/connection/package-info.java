/** Limits on HTTP connections: how long a request may take to arrive, and how many connections a client may have. */
package org.chattycat.app.platform.connection;
