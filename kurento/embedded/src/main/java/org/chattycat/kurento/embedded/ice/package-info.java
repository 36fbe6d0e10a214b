/**
 * ICE (RFC 8445). A session is one component of a peer: a lite agent, which answers connectivity checks (STUN, RFC 8489) and sends
 * none, or a full one, which controls. One socket per local address serves the first component of all lite peers; packets find
 * their session by the ufrag of a check, then by address. Every other session has sockets of its own.
 */
package org.chattycat.kurento.embedded.ice;
