/**
 * Calls over the WebSocket at {@code /call}: messages, sockets, and what an instance of the application holds of each
 * room. All that happens in a room happens on its serial executor, one thing after the other.
 */
package org.chattycat.app.call;
