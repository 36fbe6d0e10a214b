/**
 * An ICE-lite agent (RFC 8445 section 2.5): it answers connectivity checks (STUN, RFC 8489) and never sends any. One
 * socket per local address serves every session; packets find their session by the ufrag of a check, then by address.
 */
package org.chattycat.kurento.embedded.ice;
