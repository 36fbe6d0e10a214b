/**
 * The media engine and its transports. The object model creates transports, connects them, and passes SDP and
 * candidates to them. The transports send and receive packets and report events.
 */
package org.chattycat.kurento.embedded.endpoints;
