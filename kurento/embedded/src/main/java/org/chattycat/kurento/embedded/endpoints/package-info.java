/**
 * The seam between Kurento's object model and the media engine: the object model creates transports, connects them and
 * passes SDP and candidates; the media engine moves packets and reports what happens.
 */
package org.chattycat.kurento.embedded.endpoints;
